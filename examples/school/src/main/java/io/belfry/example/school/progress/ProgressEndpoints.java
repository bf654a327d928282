package io.belfry.example.school.progress;

import io.belfry.example.school.people.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Progress and quizzes, from students and for their instructor. */
@RestController
@RequestMapping("/api")
class ProgressEndpoints {
    private final Progress progress;

    ProgressEndpoints(Progress progress) {
        this.progress = progress;
    }

    record Percent(int percent) {}

    record Given(@Nullable String answer) {}

    @GetMapping("/courses/{id}/progress")
    Progress.Overview overview(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return progress.overview(me.person(), id);
    }

    @GetMapping("/lessons/{id}/progress")
    Percent mine(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return new Percent(progress.mine(me.person(), id));
    }

    @PostMapping("/lessons/{id}/progress")
    Progress.Reached reach(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestBody Percent percent) {
        return progress.reach(me.person(), id, percent.percent());
    }

    @GetMapping("/lessons/{id}/quizzes")
    List<Progress.Quiz> quizzes(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return progress.quizzes(me.person(), id);
    }

    @PostMapping("/quizzes/{id}/answers")
    @ResponseStatus(HttpStatus.CREATED)
    Progress.Answer answer(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @RequestBody Given given) {
        return progress.answer(me.person(), id, given.answer());
    }
}
