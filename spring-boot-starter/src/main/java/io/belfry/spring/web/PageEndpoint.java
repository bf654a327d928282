package io.belfry.spring.web;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.fields.FieldRefused;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that pages can ask for. May block. Immutable.
 *
 * @param path with placeholders: {@code /notifications/{id}}
 * @param mostBytes how large a body may be
 * @param work answers; a {@link PageProblem} or {@link FieldRefused} that it throws is told
 */
public record PageEndpoint(
        HttpMethod method, String path, int mostBytes, Function<PageCall, PageAnswer> work) {
    private static final Logger LOG = LoggerFactory.getLogger(PageEndpoint.class);

    /** For users who are signed in; guests are answered 401. */
    public static PageEndpoint of(
            HttpMethod method, String path, BiFunction<ChannelUser, PageCall, PageAnswer> work) {
        return new PageEndpoint(
                method, path, EndpointCall.LARGEST_BODY, call -> work.apply(call.user(), call));
    }

    /** How many parts of its path are placeholders: where two fit, that with fewer answers. */
    int placeholders() {
        return (int) path.chars().filter(each -> each == '{').count();
    }

    /** Answers, whatever goes wrong; of what only the log is for, pages hear nothing. */
    public PageAnswer answer(PageCall call) {
        try {
            if (call.body().length > mostBytes) {
                throw PageProblem.tooLarge(mostBytes);
            }
            return work.apply(call);
        } catch (PageProblem e) {
            return PageAnswer.problem(e);
        } catch (FieldRefused e) {
            return PageAnswer.problem(PageProblem.field(e.field(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            boolean isDatabase = isOfDatabase(e);
            LOG.error("{} {} failed: {}", method, path, e.getMessage(), e);
            return isDatabase
                    ? PageAnswer.problem(
                            HttpStatus.SERVICE_UNAVAILABLE.value(),
                            "the database cannot be asked now; try again later",
                            null)
                    : PageAnswer.problem(
                            HttpStatus.INTERNAL_SERVER_ERROR.value(), "something went wrong", null);
        }
    }

    private static boolean isOfDatabase(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
