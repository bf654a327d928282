package io.belfry.outbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** What the outbox knows of. */
class StructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.outbox");

    @Test
    void the_outbox_runs_without_a_hub_and_a_framework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.belfry.hub..", "io.netty..", "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is_about() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }
}
