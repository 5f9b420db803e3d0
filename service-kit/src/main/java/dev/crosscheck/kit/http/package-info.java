/** What every service that takes updates answers over HTTP. */
@NullMarked
package dev.crosscheck.kit.http;

import org.jspecify.annotations.NullMarked;
