package io.belfry.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** What the starter knows of. */
class StructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.spring");

    @Test
    void the_starter_knows_nothing_of_how_a_hub_works() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.belfry.hub.netty..",
                        "io.belfry.hub.session..",
                        "io.belfry.hub.channel..")
                .check(CLASSES);
    }

    @Test
    void what_hears_of_entities_knows_nothing_of_how_it_is_wired() {
        noClasses()
                .that()
                .resideInAPackage("io.belfry.spring.jpa")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.belfry.spring")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
