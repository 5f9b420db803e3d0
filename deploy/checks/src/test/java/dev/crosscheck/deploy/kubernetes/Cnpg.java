package dev.crosscheck.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/**
 * What we use of CloudNativePG's resources ({@code postgresql.cnpg.io/v1}, {@code barmancloud.cnpg.io/v1}), by the
 * names that its API reference has. There are no types of theirs for Java; a field that is not here is refused, until
 * somebody has looked it up and written it down.
 */
final class Cnpg {

    record Named(String name) {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(
                int instances,
                String imageName,
                Postgresql postgresql,
                boolean enableSuperuserAccess,
                Bootstrap bootstrap,
                List<ExternalCluster> externalClusters,
                Managed managed,
                Storage storage,
                Storage walStorage,
                ResourceRequirements resources,
                Affinity affinity,
                boolean enablePDB,
                String primaryUpdateStrategy,
                String primaryUpdateMethod,
                List<Plugin> plugins) {}

        record Postgresql(Synchronous synchronous, Map<String, String> parameters, List<String> pg_hba) {}

        record Synchronous(String method, int number, String dataDurability) {}

        record Bootstrap(Initdb initdb, Recovery recovery) {}

        record Initdb(String database, String owner) {}

        record Recovery(String source, RecoveryTarget recoveryTarget) {}

        record RecoveryTarget(String targetTime) {}

        record ExternalCluster(String name, Plugin plugin) {}

        record Managed(List<Role> roles) {}

        record Role(
                String name,
                String ensure,
                boolean login,
                boolean superuser,
                boolean createdb,
                boolean createrole,
                Named passwordSecret) {}

        record Storage(String size, String storageClass) {}

        record Affinity(boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}

        record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}
    }

    record Database(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(Named cluster, String name, String owner, String ensure, String databaseReclaimPolicy) {}
    }

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(
                Named cluster,
                String schedule,
                boolean immediate,
                String backupOwnerReference,
                String method,
                Named pluginConfiguration) {}
    }

    record Backup(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(Named cluster, String method, Named pluginConfiguration) {}
    }

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(String retentionPolicy, Configuration configuration) {}

        record Configuration(String destinationPath, S3Credentials s3Credentials, Wal wal, Data data) {}

        record S3Credentials(SecretKey accessKeyId, SecretKey secretAccessKey) {}

        record SecretKey(String name, String key) {}

        record Wal(String compression, int maxParallel) {}

        record Data(String compression, int jobs) {}
    }

    private Cnpg() {}
}
