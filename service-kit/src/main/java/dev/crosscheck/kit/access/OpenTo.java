package dev.crosscheck.kit.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a route. A route without it may be called by nobody.
 *
 * <p>It stands on methods alone: the framework adds what stands on a class to what stands on its method, so that a
 * route could not be open to fewer than the rest of its class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenTo {

    /** Any one of these is enough. */
    Role[] value();
}
