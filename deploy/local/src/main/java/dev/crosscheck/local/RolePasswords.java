package dev.crosscheck.local;

/** Knows the passwords of database roles. */
@FunctionalInterface
public interface RolePasswords {

    /** The password of a role, such as {@code pricing_app}. */
    String of(String role);
}
