package dev.crosscheck.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class ServiceMainTest {

    private final ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("kit");

    /** There is neither a broker nor anything else that a service lives by. */
    @Test
    void migrateModeNeedsTheDatabaseAloneAndMayBeRunAgain() {
        assertThat(migrate(database.ownerUsername(), database.ownerPassword())).isZero();
        assertThat(migrate(database.ownerUsername(), database.ownerPassword())).isZero();

        assertThat(DSL.using(database.url(), database.appUsername(), database.appPassword())
                        .fetchCount(DSL.table("inbox")))
                .isZero();
    }

    @Test
    void migrateModeSaysThatItHasFailed() {
        assertThat(migrate(database.appUsername(), database.appPassword())).isEqualTo(1);
        assertThat(ServiceMain.migrate(Kit.class, "--crosscheck.database.url=" + database.url()))
                .isEqualTo(1);
    }

    private int migrate(String role, String password) {
        return ServiceMain.migrate(
                Kit.class,
                "--crosscheck.database.url=" + database.url(),
                "--crosscheck.database.owner.username=" + role,
                "--crosscheck.database.owner.password=" + password,
                "--crosscheck.database.app.username=" + database.appUsername());
    }
}
