package io.belfry.testkit.conformance;

import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class WebSocketConformanceTest {
    @RegisterExtension
    static final GivenHub given = GivenHub.withApp(app -> app.maxMessageSize(LimitCases.LIMIT));

    static Stream<Case> cases() {
        return Stream.of(
                        FramingCases.all(),
                        FragmentCases.all(),
                        Utf8Cases.all(),
                        CloseCases.all(),
                        LimitCases.all())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_hub_answers_as_rfc_6455_wants(Case wanted) {
        RawClient client = given.rawClient();
        SeenMessage.of(client.receivesText());

        wanted.writes().forEach(client::sends);

        wanted.answers().forEach(answer -> answer.isNextFor(client));
        if (wanted.answers().stream().noneMatch(Answer.Closed.class::isInstance)) {
            client.receivesNothingMore();
        }
    }
}
