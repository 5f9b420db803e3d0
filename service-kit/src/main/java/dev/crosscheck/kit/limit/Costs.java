package dev.crosscheck.kit.limit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a route that it costs much, so that no caller can ask for it without end. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Costs {

    Cost value();

    /** It costs so much only if the address has one of these parameters; always, if none is named. */
    String[] with() default {};
}
