package io.belfry.example.school.together;

import io.belfry.example.school.people.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.UUID;

/** What a class shares in a lesson: to be fetched from anywhere on, and added to. */
@RestController
@RequestMapping("/api/lessons/{lesson}/shared/{kind}")
class SharedEndpoints {
    private final Shared shared;

    SharedEndpoints(Shared shared) {
        this.shared = shared;
    }

    record Added(@Nullable UUID key, @Nullable String data) {}

    @GetMapping
    List<Entry> after(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long lesson,
            @PathVariable SharedKind kind,
            @RequestParam(defaultValue = "0") long after) {
        return shared.after(me.person(), lesson, kind, after);
    }

    @PostMapping
    Entry add(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long lesson,
            @PathVariable SharedKind kind,
            @RequestBody Added added) {
        return shared.add(me.person(), lesson, kind, added.key(), added.data());
    }
}
