package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.Service;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The management port says how a service is and does what operators need; nobody stops or reads it out by that way. */
class ManagementTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();

    @ParameterizedTest
    @EnumSource(Service.class)
    void healthAndFiguresAreToldAndNothingElseIs(Service service) {
        assertThat(status(service, "/health")).isEqualTo(200);
        assertThat(status(service, "/prometheus")).isEqualTo(200);
        for (String path : new String[] {
            "/stop", "/refresh", "/env", "/beans", "/loggers", "/routes", "/info", "/metrics", "/threaddump", "/caches"
        }) {
            assertThat(status(service, path)).as(path).isEqualTo(404);
        }
    }

    private static int status(Service service, String path) {
        URI management = SYSTEM.reach().managementUri(service);
        return SYSTEM.site().get(management.resolve(path), "*/*").status();
    }
}
