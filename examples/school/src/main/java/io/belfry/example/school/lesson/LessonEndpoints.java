package io.belfry.example.school.lesson;

import io.belfry.example.school.people.Person;
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

/** A lesson while it is held. */
@RestController
@RequestMapping("/api")
class LessonEndpoints {
    private final Slides slides;
    private final Questions questions;
    private final Polls polls;

    LessonEndpoints(Slides slides, Questions questions, Polls polls) {
        this.slides = slides;
        this.questions = questions;
        this.polls = polls;
    }

    /** All that somebody needs who comes in, whenever that is. */
    record Lesson(
            Slides.Shown shown,
            List<Slides.Slide> slides,
            List<Questions.Question> questions,
            List<Polls.Seen> polls) {}

    record Show(int slide) {}

    record Ask(@Nullable String text) {}

    record Begin(@Nullable String question, @Nullable List<String> options) {}

    record Vote(int option) {}

    @GetMapping("/lessons/{id}")
    Lesson lesson(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        Person person = me.person();
        return new Lesson(
                slides.shown(person, id),
                slides.of(person, id),
                questions.of(person, id),
                polls.of(person, id));
    }

    @PostMapping("/lessons/{id}/slide")
    Slides.Shown show(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @RequestBody Show show) {
        return slides.show(me.person(), id, show.slide());
    }

    @PostMapping("/lessons/{id}/questions")
    @ResponseStatus(HttpStatus.CREATED)
    Questions.Question ask(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @RequestBody Ask ask) {
        return questions.ask(me.person(), id, ask.text());
    }

    @PostMapping("/questions/{id}/approve")
    Questions.Question approve(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return questions.moderate(me.person(), id, true);
    }

    @PostMapping("/questions/{id}/reject")
    Questions.Question reject(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return questions.moderate(me.person(), id, false);
    }

    @PostMapping("/lessons/{id}/polls")
    @ResponseStatus(HttpStatus.CREATED)
    Polls.Seen begin(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @RequestBody Begin poll) {
        return polls.begin(me.person(), id, poll.question(), poll.options());
    }

    @PostMapping("/polls/{id}/votes")
    @ResponseStatus(HttpStatus.CREATED)
    Polls.Seen vote(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @RequestBody Vote vote) {
        return polls.vote(me.person(), id, vote.option());
    }

    @PostMapping("/polls/{id}/close")
    Polls.Seen close(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return polls.close(me.person(), id);
    }
}
