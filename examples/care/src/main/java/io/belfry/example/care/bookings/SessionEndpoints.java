package io.belfry.example.care.bookings;

import io.belfry.example.care.bookings.Schedules.Log;
import io.belfry.example.care.bookings.Schedules.Session;
import io.belfry.example.care.people.Office;
import io.belfry.example.care.people.SignedIn;
import io.belfry.example.care.web.Refusal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/** Sessions: the office says whose they are, trainers say what they do in them, parents see it. */
@RestController
@RequestMapping("/api/v1")
class SessionEndpoints {
    private final Schedules schedules;
    private final SessionDesk desk;

    SessionEndpoints(Schedules schedules, SessionDesk desk) {
        this.schedules = schedules;
        this.desk = desk;
    }

    /** What is going on, as far as it is for this person. */
    record Today(
            LocalDate date, List<Session> inProgress, List<Session> upcoming, List<Session> done) {}

    record Details(Session session, List<Log> logs) {}

    record Assignment(long trainerId) {}

    record Entry(@NotNull EntryKind kind) {}

    record Doing(
            @NotBlank @Size(max = 200) String activity, @NotNull @Size(max = 200) String place) {}

    record Text(@NotBlank @Size(max = 1000) String text) {}

    @GetMapping("/today")
    Today today(@AuthenticationPrincipal SignedIn me) {
        LocalDate date = Office.today();
        List<Session> all = schedules.on(me, date);
        return new Today(
                date,
                only(all, Session::isInProgress),
                only(all, each -> each.clockedInAt() == null),
                only(all, each -> each.clockedOutAt() != null));
    }

    private static List<Session> only(List<Session> all, Predicate<Session> which) {
        return all.stream().filter(which).toList();
    }

    @GetMapping("/sessions")
    List<Session> fromToday(@AuthenticationPrincipal SignedIn me) {
        return schedules.from(me, Office.today());
    }

    @GetMapping("/sessions/{id}")
    Details one(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        Session session = schedules.one(me, id).stream().findFirst().orElseThrow(Refusal::notFound);
        return new Details(session, schedules.logs(id));
    }

    @PutMapping("/sessions/{id}/trainer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('ADMIN')")
    void assign(@PathVariable long id, @RequestBody Assignment wish) {
        desk.assign(id, wish.trainerId());
    }

    @PostMapping("/sessions/{id}/time-entries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    void recordTimeEntry(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestBody @Valid Entry entry) {
        desk.recordTimeEntry(me, id, entry.kind());
    }

    @PutMapping("/sessions/{id}/current-activity")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    void updateCurrentActivity(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestBody @Valid Doing doing) {
        desk.updateCurrentActivity(me, id, doing.activity().strip(), doing.place().strip());
    }

    @PostMapping("/sessions/{id}/activity-logs")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    void log(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestBody @Valid Text log) {
        desk.storeLog(me, id, log.text().strip());
    }

    @PutMapping("/sessions/{id}/activity-logs/{log}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    void changeLog(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @PathVariable long log,
            @RequestBody @Valid Text text) {
        desk.updateLog(me, id, log, text.text().strip());
    }
}
