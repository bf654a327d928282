package io.belfry.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** The protocol knows nobody: neither the rest of Belfry nor any way to do I/O. */
class StructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.belfry.protocol");

    @Test
    void the_protocol_depends_on_the_jdk_and_a_json_parser_only() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.belfry.protocol",
                        "java.lang..",
                        "java.util..",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "javax.crypto..",
                        "org.jspecify..",
                        "tools.jackson.core..")
                .check(CLASSES);
    }
}
