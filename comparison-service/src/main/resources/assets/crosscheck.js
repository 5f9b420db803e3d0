// Every page works without this file; it saves a few key strokes.
"use strict";
