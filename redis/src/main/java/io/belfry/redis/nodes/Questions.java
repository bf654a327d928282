package io.belfry.redis.nodes;

import io.belfry.hub.observe.Throttle;
import io.belfry.protocol.RedisFailure;
import io.belfry.redis.LettuceFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What Redis was asked and has not answered. When it goes away, each is answered with what this
 * node knows alone; an answer that comes later is still read, for what it has changed.
 *
 * <p>Answers are read one after the other, in the order in which they were asked for. Thread-safe.
 */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);

    private final Throttle refusals = new Throttle(Duration.ofMinutes(1));
    private final Executor reading;
    private final BooleanSupplier answered;
    private final Set<Question<?>> open = ConcurrentHashMap.newKeySet();

    private record Question<T>(CompletableFuture<T> answer, Supplier<T> alone) {
        void answerAlone() {
            if (!answer.isDone()) {
                try {
                    answer.complete(alone.get());
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }
        }
    }

    /**
     * @param reading reads answers, on one thread
     * @param answered whether Redis answers just now
     */
    Questions(Executor reading, BooleanSupplier answered) {
        this.reading = reading;
        this.answered = answered;
    }

    /**
     * Waits for an answer.
     *
     * @param read makes something of the answer
     * @param alone what this node knows by itself; may throw
     */
    <T> CompletableFuture<T> ask(
            CompletionStage<List<Object>> asked,
            Function<List<Object>, T> read,
            Supplier<T> alone) {
        Question<T> question = new Question<>(new CompletableFuture<>(), alone);
        open.add(question);
        asked.whenCompleteAsync(
                (answer, failure) -> {
                    open.remove(question);
                    settle(question, answer, failure, read);
                },
                reading);
        if (!answered.getAsBoolean()) {
            reading.execute(question::answerAlone);
        }
        return question.answer;
    }

    /** Waits for an answer that says only what has changed. */
    CompletableFuture<@Nullable Void> tell(
            CompletionStage<List<Object>> asked, Consumer<List<Object>> read) {
        return ask(
                        asked,
                        answer -> {
                            read.accept(answer);
                            return true;
                        },
                        () -> false)
                .thenApply(done -> null);
    }

    /** For what changed nothing. */
    CompletableFuture<@Nullable Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    /** Does something after the answers that are there are read. */
    void later(Runnable work) {
        reading.execute(work);
    }

    private <T> void settle(
            Question<T> question,
            @Nullable List<Object> answer,
            @Nullable Throwable failure,
            Function<List<Object>, T> read) {
        if (answer == null || Answers.isOver(answer)) {
            LOG.debug("Redis did not do what it was asked", failure);
            if (failure != null && answered.getAsBoolean()) {
                tellRefusal(LettuceFailure.of(failure));
            }
            question.answerAlone();
            return;
        }
        try {
            question.answer.complete(read.apply(answer));
        } catch (RuntimeException e) {
            LOG.warn("an answer of Redis could not be read", e);
            question.answer.completeExceptionally(e);
        }
    }

    private void tellRefusal(RedisFailure failure) {
        long times = failure.refused() ? refusals.happened(System.nanoTime()) : 0;
        if (times > 0) {
            LOG.atWarn()
                    .addKeyValue("reason", failure.reason())
                    .addKeyValue("times", times)
                    .log("Redis refuses what nodes share: they do not know all of each other");
        }
    }

    /** Redis is away. */
    void answerAlone() {
        reading.execute(() -> open.forEach(Question::answerAlone));
    }
}
