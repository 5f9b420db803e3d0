package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.Grant.Operation;
import dev.crosscheck.event.Grant.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class GrantsTest {

    private static final Path KUBERNETES = Path.of("../deploy/kubernetes");
    private static final Path MANIFESTS = KUBERNETES.resolve("components/kafka/users.yaml");

    private static final Set<String> TOPICS =
            Topics.ALL.stream().map(TopicSpec::name).collect(Collectors.toSet());

    @Test
    void everyGrantIsOfAPrincipalOnATopicOrGroupThatThereIs() {
        assertThat(Grants.ALL).doesNotHaveDuplicates().allSatisfy(grant -> {
            assertThat(Grants.PRINCIPALS).contains(grant.principal());
            assertThat(grant.resource() == Resource.TOPIC ? TOPICS : Set.copyOf(Grants.GROUPS))
                    .contains(grant.name());
        });
    }

    /** The state topics and what is told of pages have one writer each; no service writes what it is to read. */
    @Test
    void everyTopicHasOneWriter() {
        for (String topic : TOPICS) {
            assertThat(Grants.PRINCIPALS.stream()
                            .filter(principal -> Grants.allow(principal, Resource.TOPIC, topic, Operation.WRITE)))
                    .as(topic)
                    .hasSize(1)
                    .allSatisfy(writer -> assertThat(Grants.allow(writer, Resource.TOPIC, topic, Operation.READ))
                            .isFalse());
        }
    }

    @Test
    void everyGroupHasOneMember() {
        for (String group : Grants.GROUPS) {
            assertThat(Grants.PRINCIPALS.stream()
                            .filter(principal -> Grants.allow(principal, Resource.GROUP, group, Operation.READ)))
                    .as(group)
                    .hasSize(1);
        }
    }

    @Test
    void manifestsOfKubernetesGrantTheSame() throws Exception {
        // Without any manifests there is nothing to compare; with some, those of users must be among them.
        assumeTrue(Files.exists(KUBERNETES), "there is no " + KUBERNETES);
        Set<Grant> written = new HashSet<>();
        for (String document : Files.readString(MANIFESTS).split("(?m)^---$")) {
            JsonNode user = new YAMLMapper().readTree(document);
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                assertThat(acl.at("/resource/patternType").asString()).isEqualTo("literal");
                assertThat(acl.at("/type").asString("allow")).isEqualTo("allow");
                written.add(new Grant(
                        user.at("/metadata/name").asString(),
                        Resource.valueOf(upper(acl.at("/resource/type"))),
                        acl.at("/resource/name").asString(),
                        acl.at("/operations")
                                .valueStream()
                                .map(operation -> Operation.valueOf(upper(operation)))
                                .collect(Collectors.toSet())));
            }
        }

        assertThat(written).isEqualTo(Set.copyOf(Grants.ALL));
    }

    private static String upper(JsonNode word) {
        return word.asString().toUpperCase(Locale.ROOT);
    }
}
