package dev.crosscheck.local;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything listens.
 *
 * @param postgres    of PostgreSQL
 * @param kafka       of the broker
 * @param services    what each service's users call
 * @param managements each service's health and metrics
 */
public record Ports(int postgres, int kafka, Map<Service, Integer> services, Map<Service, Integer> managements) {

    public Ports {
        services = Map.copyOf(services);
        managements = Map.copyOf(managements);
    }

    /** Free ports, for tests that run beside other things. */
    public static Ports free() {
        List<Integer> free = FreePorts.any(2 + 2 * Service.values().length);
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        Map<Service, Integer> managements = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, free.get(2 + 2 * service.ordinal()));
            managements.put(service, free.get(3 + 2 * service.ordinal()));
        }
        return new Ports(free.get(0), free.get(1), services, managements);
    }

    public int of(Service service) {
        return services.getOrDefault(service, service.defaultPort());
    }

    public int managementOf(Service service) {
        return managements.getOrDefault(service, service.defaultManagementPort());
    }
}
