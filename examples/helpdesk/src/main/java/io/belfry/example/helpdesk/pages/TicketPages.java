package io.belfry.example.helpdesk.pages;

import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.example.helpdesk.desk.NoSuchTicket;
import io.belfry.example.helpdesk.desk.TicketDesk;
import io.belfry.example.helpdesk.live.TicketChannels;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.people.SignedIn;
import io.belfry.example.helpdesk.tickets.Priority;
import io.belfry.example.helpdesk.tickets.Reply;
import io.belfry.example.helpdesk.tickets.Status;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.TicketAccess;
import io.belfry.example.helpdesk.tickets.Tickets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The pages about tickets and what their forms do. They need neither scripts nor a hub. */
@Controller
class TicketPages {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_MESSAGE = 10_000;

    private final Tickets tickets;
    private final TicketAccess access;
    private final TicketDesk desk;
    private final People people;
    private final ChannelRules rules;

    TicketPages(
            Tickets tickets,
            TicketAccess access,
            TicketDesk desk,
            People people,
            ChannelRules rules) {
        this.tickets = tickets;
        this.access = access;
        this.desk = desk;
        this.people = people;
        this.rules = rules;
    }

    @GetMapping("/")
    String list(@AuthenticationPrincipal SignedIn me, Model model) {
        Person person = me.person();
        model.addAttribute(
                "tickets",
                tickets.all().stream().filter(each -> access.mayRead(person, each)).toList());
        model.addAttribute("offices", people.officesOf(person));
        return "tickets";
    }

    @GetMapping("/tickets/new")
    String blank(Model model) {
        model.addAttribute("offices", people.offices());
        return "new-ticket";
    }

    @PostMapping("/tickets")
    String open(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam @Text(longest = LONGEST_SUBJECT) String subject,
            @RequestParam long office,
            @RequestParam @Text(longest = LONGEST_MESSAGE) String message,
            @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        Ticket ticket = desk.open(me.person(), subject.strip(), office, message, Uploads.of(files));
        return pageOf(ticket.uuid());
    }

    @GetMapping("/tickets/{uuid}")
    String show(@AuthenticationPrincipal SignedIn me, @PathVariable UUID uuid, Model model) {
        Person person = me.person();
        Ticket ticket = readable(person, uuid);
        boolean isAgent = access.mayWorkOn(person, ticket);
        Set<Status> settable =
                isAgent ? EnumSet.allOf(Status.class) : EnumSet.copyOf(Status.OF_CUSTOMERS);
        settable.remove(ticket.status());
        model.addAttribute("ticket", ticket);
        model.addAttribute("replies", visibleReplies(person, ticket));
        model.addAttribute("statuses", settable);
        model.addAttribute("isAgent", isAgent);
        model.addAttribute("ticketChannel", TicketChannels.nameFor(me, ticket, rules));
        model.addAttribute("longestMessage", LONGEST_MESSAGE);
        if (isAgent) {
            model.addAttribute("priorities", Priority.values());
            model.addAttribute("allOffices", people.offices());
            model.addAttribute("agents", people.whoAnswer(ticket.office().id()));
        }
        return "ticket";
    }

    @PostMapping("/tickets/{uuid}/replies")
    String reply(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @RequestParam @Text(longest = LONGEST_MESSAGE) String message,
            @RequestParam(defaultValue = "false") boolean internal,
            @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        desk.reply(me.person(), uuid, message, internal, Uploads.of(files));
        return pageOf(uuid);
    }

    @PostMapping("/tickets/{uuid}/status")
    String changeStatus(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @RequestParam Status status) {
        desk.changeStatus(me.person(), uuid, status);
        return pageOf(uuid);
    }

    @PostMapping("/tickets/{uuid}/priority")
    String changePriority(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @RequestParam Priority priority) {
        desk.changePriority(me.person(), uuid, priority);
        return pageOf(uuid);
    }

    @PostMapping("/tickets/{uuid}/subject")
    String rename(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @RequestParam @Text(longest = LONGEST_SUBJECT) String subject) {
        desk.rename(me.person(), uuid, subject.strip());
        return pageOf(uuid);
    }

    @PostMapping("/tickets/{uuid}/office")
    String move(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @RequestParam long office) {
        desk.move(me.person(), uuid, office);
        // Perhaps to an office that is not one's own.
        return tickets.find(uuid).filter(each -> access.mayRead(me.person(), each)).isPresent()
                ? pageOf(uuid)
                : "redirect:/";
    }

    @PostMapping("/tickets/{uuid}/assignee")
    String assign(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @RequestParam(required = false) @Nullable Long agent) {
        desk.assign(me.person(), uuid, agent);
        return pageOf(uuid);
    }

    @GetMapping("/tickets/{uuid}/files/{file}")
    ResponseEntity<byte[]> download(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UUID uuid,
            @PathVariable long file) {
        Tickets.File found =
                visibleReplies(me.person(), readable(me.person(), uuid)).stream()
                        .flatMap(reply -> tickets.file(reply, file).stream())
                        .findFirst()
                        .orElseThrow(NoSuchTicket::new);
        // Never shown as a page of this site, whatever is in it.
        ContentDisposition save =
                ContentDisposition.attachment()
                        .filename(found.name(), StandardCharsets.UTF_8)
                        .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, save.toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(found.content());
    }

    private Ticket readable(Person person, UUID uuid) {
        return tickets.find(uuid)
                .filter(ticket -> access.mayRead(person, ticket))
                .orElseThrow(NoSuchTicket::new);
    }

    private List<Reply> visibleReplies(Person person, Ticket ticket) {
        boolean seesNotes = access.mayWorkOn(person, ticket);
        return tickets.replies(ticket).stream()
                .filter(reply -> seesNotes || !reply.isInternal())
                .toList();
    }

    private static String pageOf(UUID uuid) {
        return "redirect:/tickets/" + uuid;
    }
}
