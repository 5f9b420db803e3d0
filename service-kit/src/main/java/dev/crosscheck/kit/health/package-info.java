/** Whether the service is well, for those who run it. */
@NullMarked
package dev.crosscheck.kit.health;

import org.jspecify.annotations.NullMarked;
