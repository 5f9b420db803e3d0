package dev.crosscheck.pricing;

import dev.crosscheck.kit.ServiceMain;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the pricing service; told {@code migrate}, migrates its database and ends. */
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
        ServiceMain.run(Application.class, args);
    }

    private Application() {}
}
