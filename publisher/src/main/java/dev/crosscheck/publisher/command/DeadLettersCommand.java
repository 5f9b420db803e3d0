package dev.crosscheck.publisher.command;

import picocli.CommandLine.Command;

/** {@code publish dead-letters}, with {@code list}, {@code show} and {@code requeue}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        header = "List what was refused, with the reasons; show one; send one again.",
        description = {
            "",
            "The services keep each refused event with its bytes as they came. Without a command: list.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"},
        subcommands = {DeadLettersCommand.ListLetters.class, DeadLetterShowCommand.class, DeadLetterRequeueCommand.class
        })
public final class DeadLettersCommand extends LetterList {

    /** The same by its full name. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            header = "List what was refused, with the reasons.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"})
    static final class ListLetters extends LetterList {}
}
