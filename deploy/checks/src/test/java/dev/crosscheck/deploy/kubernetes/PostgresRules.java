package dev.crosscheck.deploy.kubernetes;

import static dev.crosscheck.deploy.kubernetes.Mutant.gone;
import static dev.crosscheck.deploy.kubernetes.Mutant.set;
import static dev.crosscheck.deploy.kubernetes.Mutant.without;
import static dev.crosscheck.deploy.kubernetes.Rule.rule;
import static dev.crosscheck.deploy.kubernetes.Rule.unless;

import dev.crosscheck.local.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL is as the services need it, forgets nothing, and lets each role into its own database only. */
final class PostgresRules {

    private static final String CLUSTER = "Cluster/crosscheck-postgres";

    /** What holds for a cluster of any size. */
    static final List<Rule> ALL = List.of(
            rule(
                    "there is a database for each service, of its owner",
                    manifests -> {
                        Map<String, String> met = manifests.all(Cnpg.Database.class).stream()
                                .collect(Collectors.toMap(
                                        it -> it.spec().name(), it -> it.spec().owner()));
                        Map<String, String> expected = new TreeMap<>();
                        services().forEach(service -> expected.put(service, service + "_owner"));
                        return unless(met.equals(expected), "databases: " + met + " (expected: " + expected + ")");
                    },
                    gone("Database/pricing"),
                    set("Database/pricing", "/spec/name", "prices"),
                    set("Database/pricing", "/spec/owner", "pricing_app")),
            rule(
                    "no data go with a resource that is deleted",
                    manifests -> manifests.all(Cnpg.Database.class).stream()
                            .filter(it -> !"retain".equals(it.spec().databaseReclaimPolicy())
                                    || !"present".equals(it.spec().ensure()))
                            .map(it -> it.spec().name() + ": may be dropped"),
                    set("Database/pricing", "/spec/databaseReclaimPolicy", "delete"),
                    set("Database/pricing", "/spec/ensure", "absent")),
            rule(
                    "there are two roles for each service, and neither rules",
                    PostgresRules::roles,
                    without(CLUSTER, "/spec/managed/roles/0"),
                    set(CLUSTER, "/spec/managed/roles/1/superuser", "true"),
                    set(CLUSTER, "/spec/managed/roles/1/createdb", "true"),
                    set(CLUSTER, "/spec/managed/roles/1/login", "false"),
                    set(CLUSTER, "/spec/managed/roles/1/passwordSecret/name", "pricing-app"),
                    set(CLUSTER, "/spec/enableSuperuserAccess", "true")),
            rule(
                    "a role's secret has the role's name in it",
                    manifests -> manifests.one(Cnpg.Cluster.class).spec().managed().roles().stream()
                            .flatMap(role -> manifests.all(ExternalSecret.class).stream()
                                    .filter(it -> it.metadata()
                                            .getName()
                                            .equals(role.passwordSecret().name()))
                                    .flatMap(it -> unless(
                                            "kubernetes.io/basic-auth"
                                                            .equals(it.spec()
                                                                    .target()
                                                                    .template()
                                                                    .type())
                                                    && role.name()
                                                            .equals(it.spec()
                                                                    .target()
                                                                    .template()
                                                                    .data()
                                                                    .get("username")),
                                            role.name() + ": its secret is of somebody else"))),
                    set("ExternalSecret/catalog-app", "/spec/target/template/data/username", "catalog_owner"),
                    set("ExternalSecret/catalog-app", "/spec/target/template/type", "Opaque")),
            rule(
                    "each role is let into its own database, over TLS, and nowhere else",
                    manifests -> {
                        List<String> expected = new ArrayList<>(services()
                                .map(it -> "hostssl " + it + " " + it + "_owner," + it + "_app all scram-sha-256")
                                .toList());
                        expected.add("host all all all reject");
                        List<String> met = manifests
                                .one(Cnpg.Cluster.class)
                                .spec()
                                .postgresql()
                                .pg_hba();
                        return unless(met.equals(expected), "pg_hba: " + met + " (expected: " + expected + ")");
                    },
                    without(CLUSTER, "/spec/postgresql/pg_hba/3"),
                    set(
                            CLUSTER,
                            "/spec/postgresql/pg_hba/0",
                            "host catalog catalog_owner,catalog_app all scram-sha-256"),
                    set(
                            CLUSTER,
                            "/spec/postgresql/pg_hba/0",
                            "hostssl all catalog_owner,catalog_app all scram-sha-256"),
                    set(CLUSTER, "/spec/postgresql/pg_hba/-", "host all all all trust")));

    /** What holds where losing one machine loses nothing, and losing all of them next to nothing. */
    static final List<Rule> OF_SEVERAL_INSTANCES = List.of(
            rule(
                    "a failover forgets nothing",
                    manifests -> {
                        Cnpg.Cluster.Spec spec =
                                manifests.one(Cnpg.Cluster.class).spec();
                        Cnpg.Cluster.Synchronous synchronous = spec.postgresql().synchronous();
                        return unless(
                                spec.instances() >= 3
                                        && synchronous != null
                                        && synchronous.method().equals("any")
                                        && synchronous.number() >= 1
                                        && synchronous.dataDurability().equals("required"),
                                "PostgreSQL: a commit may be lost with one machine");
                    },
                    set(CLUSTER, "/spec/instances", "1"),
                    without(CLUSTER, "/spec/postgresql/synchronous"),
                    set(CLUSTER, "/spec/postgresql/synchronous/dataDurability", "preferred")),
            rule(
                    "no two instances share a machine",
                    manifests -> {
                        Cnpg.Cluster.Affinity affinity =
                                manifests.one(Cnpg.Cluster.class).spec().affinity();
                        return unless(
                                affinity.enablePodAntiAffinity()
                                        && affinity.podAntiAffinityType().equals("required")
                                        && affinity.topologyKey().equals("kubernetes.io/hostname")
                                        && manifests
                                                .one(Cnpg.Cluster.class)
                                                .spec()
                                                .enablePDB(),
                                "PostgreSQL: two instances may be lost with one machine");
                    },
                    set(CLUSTER, "/spec/affinity/podAntiAffinityType", "preferred"),
                    set(CLUSTER, "/spec/enablePDB", "false")),
            rule(
                    "every change is archived, and a copy is made each day",
                    PostgresRules::backups,
                    without(CLUSTER, "/spec/plugins"),
                    set(CLUSTER, "/spec/plugins/0/isWALArchiver", "false"),
                    set(CLUSTER, "/spec/plugins/0/parameters/barmanObjectName", "other"),
                    gone("ScheduledBackup/crosscheck-postgres-daily"),
                    set("ScheduledBackup/crosscheck-postgres-daily", "/spec/cluster/name", "other"),
                    set("ScheduledBackup/crosscheck-postgres-daily", "/spec/method", "volumeSnapshot"),
                    set("ScheduledBackup/crosscheck-postgres-daily", "/spec/schedule", "0 3 * * *"),
                    gone("ObjectStore/crosscheck-backups")));

    private static Stream<String> services() {
        return Arrays.stream(Service.values()).map(Service::id);
    }

    private static Stream<String> roles(Manifests manifests) {
        Cnpg.Cluster.Spec spec = manifests.one(Cnpg.Cluster.class).spec();
        Map<String, String> met = spec.managed().roles().stream()
                .filter(role -> role.login() && !role.superuser() && !role.createdb() && !role.createrole())
                .collect(Collectors.toMap(
                        Cnpg.Cluster.Role::name, role -> role.passwordSecret().name()));
        Map<String, String> expected = services()
                .flatMap(it -> Stream.of(it + "_owner", it + "_app"))
                .collect(Collectors.toMap(it -> it, it -> it.replace('_', '-')));
        return Stream.concat(
                unless(met.equals(expected), "roles: " + met + " (expected: " + expected + ")"),
                unless(!spec.enableSuperuserAccess(), "PostgreSQL: its superuser may log in"));
    }

    private static Stream<String> backups(Manifests manifests) {
        Cnpg.Cluster cluster = manifests.one(Cnpg.Cluster.class);
        Set<String> stores = manifests.all(Cnpg.ObjectStore.class).stream()
                .map(it -> it.metadata().getName())
                .collect(Collectors.toSet());
        boolean archived = cluster.spec().plugins() != null
                && cluster.spec().plugins().stream()
                        .anyMatch(it -> it.isWALArchiver()
                                && it.name().equals("barman-cloud.cloudnative-pg.io")
                                && stores.contains(it.parameters().get("barmanObjectName"))
                                && it.parameters().containsKey("serverName"));
        boolean copied = manifests.all(Cnpg.ScheduledBackup.class).stream()
                .anyMatch(it ->
                        it.spec().cluster().name().equals(cluster.metadata().getName())
                                && it.spec().method().equals("plugin")
                                && it.spec().pluginConfiguration().name().equals("barman-cloud.cloudnative-pg.io")
                                // Six fields: seconds come first.
                                && it.spec().schedule().split(" ").length == 6);
        return Stream.concat(
                unless(archived, "PostgreSQL: what changed since the last copy would be lost"),
                unless(copied, "PostgreSQL: no copy is made"));
    }

    private PostgresRules() {}
}
