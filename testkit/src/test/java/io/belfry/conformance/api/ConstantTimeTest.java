package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.belfry.conformance.Check;
import io.belfry.hub.access.RequestGuard;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.security.MessageDigest;
import java.util.Set;

/**
 * What takes longer for a better guess tells a guesser how good it was. The difference is too small
 * to be measured in a test without luck, so this looks at how the comparing is done.
 */
class ConstantTimeTest {
    private static final Set<String> IMPATIENT =
            Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "startsWith");

    private final JavaClasses classes =
            new ClassFileImporter().importClasses(AppKey.class, RequestGuard.class);

    @ParameterizedTest
    @CsvSource({
        "io.belfry.protocol.AppKey, verifies",
        "io.belfry.protocol.AppKey, vouches",
        "io.belfry.hub.access.RequestGuard, isBodyUnchanged"
    })
    @Check(97)
    void what_a_caller_presents_is_compared_to_its_end(String type, String name) {
        JavaMethod method = method(type, name);

        assertThat(method.getMethodCallsFromSelf())
                .anyMatch(call ->
                        call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                                && call.getName().equals("isEqual"));
        assertThat(method.getMethodCallsFromSelf())
                .extracting(JavaMethodCall::getName)
                .doesNotContainAnyElementsOf(IMPATIENT);
    }

    private JavaMethod method(String type, String name) {
        return classes.get(type).getMethods().stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
