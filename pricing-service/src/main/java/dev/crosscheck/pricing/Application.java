package dev.crosscheck.pricing;

import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the pricing service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Crosscheck pricing",
                        version = "1",
                        description = "Which providers offer which model at what price, and since when."))
@OpenAPIInclude(
        classNames = {
            "dev.crosscheck.kit.http.UpdatesController",
            "dev.crosscheck.kit.http.DeadLettersController",
        })
public final class Application {

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }

    private Application() {}
}
