/** What each service would otherwise write again. It knows no word of the domain. */
@NullMarked
package dev.crosscheck.kit;

import org.jspecify.annotations.NullMarked;
