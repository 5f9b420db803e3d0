package dev.crosscheck.comparison.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Where things stand on this site. Model ids need no escaping: they are slugs. */
public final class Addresses {

    /** A pair has one address, whichever model is named first. */
    public static String pair(String one, String other) {
        return one.compareTo(other) <= 0 ? "/compare/" + one + "/" + other : "/compare/" + other + "/" + one;
    }

    public static String model(String id) {
        return "/models/" + id;
    }

    /** Two models have the address of their pair; more stand in the order given. */
    public static String comparison(List<String> ids) {
        return ids.size() == 2 ? pair(ids.get(0), ids.get(1)) : "/compare?models=" + String.join(",", ids);
    }

    static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static String query(List<String> parts) {
        return parts.stream().collect(Collectors.joining("&"));
    }

    private Addresses() {}
}
