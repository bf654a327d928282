package io.belfry.example.care;

import io.belfry.hub.Hub;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.HubClient;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpClient;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The application on free ports, with the people that it comes with, whose pages are all open. */
final class GivenCare implements AutoCloseable {
    private static final AppKey KEY = new AppKey("care-key", "care-secret");
    private static final String MARK = "mark";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final Map<String, Somebody> people = new TreeMap<>();

    /** By the name of whose channel they listen to; what is for the office is admin's. */
    private final Map<String, HubClient> pages = new LinkedHashMap<>();

    private int children;

    private GivenCare(ConfigurableApplicationContext context) {
        this.context = context;
        for (String login : List.of("anna", "paula", "peter", "tom", "tina")) {
            people.put(login, guest().signedIn(login, "care"));
            open(login, login, "private-live-refresh." + the(login).id());
        }
        open("admin", "anna", "private-live-refresh.admin");
    }

    private void open(String name, String login, String channel) {
        HubClient page = hubClient();
        the(login).subscribes(page, channel);
        pages.put(name, page);
    }

    static GivenCare inMemory() {
        return on(
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** With another database. */
    static GivenCare on(String... database) {
        Stream<String> usual =
                Stream.of(
                        "--server.port=0",
                        "--belfry.hub.host=127.0.0.1",
                        "--belfry.hub.port=0",
                        "--belfry.hub.grace=1s");
        String[] all = Stream.concat(usual, Stream.of(database)).toArray(String[]::new);
        return new GivenCare(SpringApplication.run(CareApplication.class, all));
    }

    Somebody the(String login) {
        return Objects.requireNonNull(people.get(login), login);
    }

    Somebody guest() {
        String port = context.getEnvironment().getProperty("local.server.port");
        return Somebody.guest(http, Integer.parseInt(Objects.requireNonNull(port)));
    }

    HubClient hubClient() {
        return HubClient.of("127.0.0.1", context.getBean(Hub.class).port(), KEY);
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    /** A child with a checklist. */
    long child(String parent) {
        children += 1;
        long id =
                the(parent)
                        .asks("POST", "/children", "{\"name\":\"C%d\"}".formatted(children))
                        .id();
        the(parent).asks("POST", "/children/%d/checklist".formatted(id), CHECKLIST).is(204);
        return id;
    }

    static final String CHECKLIST =
            "{\"allergies\":\"\",\"emergency_contact\":\"Grandma\",\"may_swim\":false}";

    /** One session of a new child, today at an hour, at which no trainer of it has another. */
    long booking(String parent, int hour) {
        return the(parent).asks("POST", "/bookings", booking(child(parent), today(), hour, 1)).id();
    }

    static String booking(long child, LocalDate date, int hour, int weeks) {
        return """
        {"child_id":%d,"note":"","date":"%s","starts":"%02d:00","ends":"%02d:50","weeks":%d}
        """
                .formatted(child, date, hour, hour, weeks);
    }

    /** The only session of a booking. */
    long session(long booking) {
        JsonNode answer = the("anna").asks("GET", "/bookings/" + booking).is(200).body();
        return answer.path("sessions").path(0).path("id").longValue();
    }

    void assign(long session, String trainer) {
        String body = "{\"trainer_id\":%d}".formatted(the(trainer).id());
        the("anna").asks("PUT", "/sessions/%d/trainer".formatted(session), body).is(204);
    }

    /** A session of today that a trainer has begun. */
    long begun(String parent, int hour, String trainer) {
        long session = session(booking(parent, hour));
        assign(session, trainer);
        the(trainer).asks("POST", "/sessions/%d/time-entries".formatted(session), IN).is(204);
        return session;
    }

    static final String IN = "{\"kind\":\"in\"}";
    static final String OUT = "{\"kind\":\"out\"}";

    /**
     * All contexts that pages have been told of by something, in one event each; pages that heard
     * nothing are left out.
     */
    Map<String, List<String>> told(Runnable something) {
        heard();
        something.run();
        return heard();
    }

    /** What pages have been told so far: all that was sent before a mark that they wait for. */
    private Map<String, List<String>> heard() {
        List<String> all = people.values().stream().map(each -> Long.toString(each.id())).toList();
        context.getBean(LiveRefresh.class).notify(Set.of(MARK), all, true);
        Map<String, List<String>> heard = new TreeMap<>();
        pages.forEach((name, page) -> {
            List<String> contexts = upToMark(page);
            if (!contexts.isEmpty()) {
                heard.put(name, contexts);
            }
        });
        return heard;
    }

    private static List<String> upToMark(HubClient page) {
        List<String> heard = new ArrayList<>();
        while (true) {
            JsonNode data = page.sees("LiveRefreshContextsUpdated").data();
            List<String> contexts = new ArrayList<>();
            data.path("contexts").forEach(each -> contexts.add(each.stringValue()));
            if (contexts.contains(MARK)) {
                Collections.sort(heard);
                return heard;
            }
            heard.addAll(contexts);
        }
    }

    @Override
    public void close() {
        pages.values().forEach(HubClient::close);
        http.close();
        context.close();
    }
}
