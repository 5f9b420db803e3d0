/** What can be asked of the tool: one class for each subcommand, and how it ends. */
@NullMarked
package dev.crosscheck.publisher.command;

import org.jspecify.annotations.NullMarked;
