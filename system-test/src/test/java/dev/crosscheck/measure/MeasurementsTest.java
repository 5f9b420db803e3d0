package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

class MeasurementsTest {

    @Test
    void numbersAreTakenInAnyCaseAndRunInTheOrderOfTheSuite() {
        assertThat(Measurements.only(List.of("p6", " P1"), Scale.FULL))
                .extracting(Measurement::id)
                .containsExactly("P1", "P6");
    }

    @Test
    void allRunIfNoneIsNamed() {
        assertThat(Measurements.only(List.of(), Scale.FULL)).isEqualTo(Measurements.ALL);
    }

    @Test
    void whatWantsNoStoredPagesComesFirstWhereTheySoonAreStoredInItsSystem() {
        assertThat(Measurements.only(List.of("P1", "P2", "P9"), Scale.QUICK))
                .extracting(Measurement::id)
                .containsExactly("P2", "P1", "P9");
        assertThat(Measurements.only(List.of("P1", "P2", "P9"), Scale.FULL))
                .extracting(Measurement::id)
                .containsExactly("P1", "P9", "P2");
    }

    @Test
    void everyMeasurementHasANumberOfItsOwn() {
        assertThat(Measurements.ALL)
                .extracting(Measurement::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("P\\d+"));
    }

    @Test
    void unknownNumberIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measurements.only(List.of("P1", "P99"), Scale.FULL))
                .withMessageStartingWith("--only: P99 (expected: of P1, P2, P3");
    }

    @Test
    void commandRefusesAnUnknownNumberBeforeAnythingStarts() {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new Measure()).setErr(new PrintWriter(said));

        assertThat(command.execute("--quick", "--only", "P1,P99")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("--only: P99 (expected: of P1, ");
    }
}
