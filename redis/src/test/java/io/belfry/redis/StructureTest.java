package io.belfry.redis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** What this module knows of. */
class StructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.redis");

    @Test
    void it_knows_nothing_of_how_a_hub_serves_its_clients_nor_of_applications() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.belfry.hub.netty..",
                        "io.belfry.hub.session..",
                        "io.belfry.hub.api..",
                        "io.belfry.hub.channel..",
                        "io.belfry.broadcasting..",
                        "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void settings_can_be_read_without_a_client_of_redis() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Settings")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
