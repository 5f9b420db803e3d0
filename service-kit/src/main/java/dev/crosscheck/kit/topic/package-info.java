/** Reading topics: what a handler writes commits together with how far it has read. */
@NullMarked
package dev.crosscheck.kit.topic;

import org.jspecify.annotations.NullMarked;
