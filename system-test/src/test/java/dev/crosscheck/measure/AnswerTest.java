package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

    @Test
    void answersAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        Answer answer = new Answer("/compare/a/b?x=1", Map.of("ETag", "\"t\"", "vary", "Accept"), new byte[] {1, 2, 3});
        Path file = folder.resolve("answers");

        Answer.write(List.of(answer), file);

        assertThat(Answer.read(file)).usingRecursiveComparison().isEqualTo(List.of(answer));
        assertThat(answer.tag()).isEqualTo("\"t\"");
    }

    @Test
    void headTellsStatusLengthAndTagWhateverTheCase() throws IOException {
        assertThat(AnswerHead.parse("HTTP/1.1 200 OK\r\nContent-LENGTH: 12\r\nEtag: \"a\"\r\n\r\n"))
                .isEqualTo(new AnswerHead(200, 12, "\"a\""));
    }

    @Test
    void unchangedAnswerHasNoBodyWhateverItsLengthSays() throws IOException {
        assertThat(AnswerHead.parse("HTTP/1.1 304 Not Modified\r\ncontent-length: 12\r\n\r\n"))
                .isEqualTo(new AnswerHead(304, 0, ""));
    }

    @Test
    void answerOfUnknownLengthIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> AnswerHead.parse("HTTP/1.1 200 OK\r\n\r\n"))
                .withMessageContaining("content-length: missing");
    }
}
