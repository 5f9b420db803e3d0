package dev.crosscheck.comparison;

import dev.crosscheck.kit.ServiceMain;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** Starts the comparison service; told {@code migrate}, migrates its database and ends. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Crosscheck comparison",
                        version = "1",
                        description = "Comparisons of models, what they cost, and what changed."))
@OpenAPIInclude(classNames = "dev.crosscheck.kit.http.DeadLettersController")
public final class Application {

    public static void main(String[] args) {
        ServiceMain.run(Application.class, args);
    }

    private Application() {}
}
