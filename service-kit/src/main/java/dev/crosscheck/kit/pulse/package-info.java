/** Whether the threads that a service cannot do without still go on. */
@NullMarked
package dev.crosscheck.kit.pulse;

import org.jspecify.annotations.NullMarked;
