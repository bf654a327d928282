package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What every {@link Broker} promises, as tests: extend this class, say where the brokers come from,
 * and JUnit runs the sentences. Nothing here waits longer than ten seconds for an envelope.
 */
public abstract class BrokerContract {
    private static final String APP = "4711";
    private static final ChannelName NEWS = new ChannelName("news");
    private static final int MANY = 1_000;

    private List<Broker> nodes = List.of();
    private final List<Heard<Envelope>> heard = new ArrayList<>();

    /** What the last node waits for before it takes an envelope; nothing, as a rule. */
    private volatile CountDownLatch lastNodeIsHeldUp = new CountDownLatch(0);

    /**
     * Opens the brokers of one deployment, one for each node of it and at least one. They can reach
     * each other when this returns, and are closed by the test.
     */
    protected abstract List<Broker> nodes();

    @BeforeEach
    final void listen() {
        nodes = nodes();
        for (Broker node : nodes) {
            Heard<Envelope> here = new Heard<>();
            heard.add(here);
            boolean last = heard.size() == nodes.size();
            node.deliverTo(envelope -> take(envelope, here, last));
            node.follow(APP, NEWS).orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private void take(Envelope envelope, Heard<Envelope> here, boolean last) {
        if (last) {
            awaitQuietly(lastNodeIsHeldUp);
        }
        here.add(envelope);
    }

    @AfterEach
    final void close() {
        nodes.forEach(Broker::close);
    }

    @Test
    void a_delivery_arrives_at_every_node_as_it_was_published() {
        Frame frame = Frame.ofText("{\"event\":\"tick\",\"data\":\"\u2028 \\\"\"}");
        SocketId except = new SocketId("123.456");

        nodes.getFirst().publish(new Envelope.Delivery(APP, NEWS, frame, except, 17));

        for (Heard<Envelope> node : heard) {
            assertThat(node.next())
                    .isInstanceOfSatisfying(
                            Envelope.Delivery.class,
                            delivery -> {
                                assertThat(delivery.appId()).isEqualTo(APP);
                                assertThat(delivery.channel()).isEqualTo(NEWS);
                                assertThat(delivery.frame().wire()).isEqualTo(frame.wire());
                                assertThat(delivery.except()).isEqualTo(except);
                                assertThat(delivery.serial()).isEqualTo(17);
                            });
        }
    }

    @Test
    void a_delivery_that_excepts_nobody_arrives_so() {
        nodes.getFirst().publish(tick("one"));

        for (Heard<Envelope> node : heard) {
            assertThat(((Envelope.Delivery) node.next()).except()).isNull();
        }
    }

    @Test
    void a_termination_arrives_at_every_node() {
        Envelope termination = new Envelope.Termination(APP, "alice");

        nodes.getLast().publish(termination);

        for (Heard<Envelope> node : heard) {
            assertThat(node.next()).isEqualTo(termination);
        }
    }

    @Test
    void an_envelope_arrives_once() {
        nodes.getFirst().publish(tick("one"));
        nodes.getFirst().publish(tick("fence"));

        for (Heard<Envelope> node : heard) {
            assertThat(textsUntilFence(node, 1)).containsExactly("one");
        }
    }

    @Test
    void envelopes_of_one_thread_to_one_channel_arrive_everywhere_in_their_order() {
        List<String> numbers = IntStream.range(0, MANY).mapToObj(String::valueOf).toList();

        for (Broker node : nodes) {
            numbers.forEach(number -> node.publish(tick(number)));
            node.publish(tick("fence"));
            for (Heard<Envelope> other : heard) {
                assertThat(textsUntilFence(other, 1)).isEqualTo(numbers);
            }
        }
    }

    @Test
    void many_threads_lose_and_double_nothing_and_each_keeps_its_own_order() {
        int threads = 8;

        ManyThreads.run(
                threads,
                thread -> publishMany(nodes.get(thread % nodes.size()), "thread" + thread));

        for (Heard<Envelope> node : heard) {
            Map<String, List<Integer>> byThread = new HashMap<>();
            for (String text : textsUntilFence(node, threads)) {
                int dash = text.indexOf('-');
                byThread.computeIfAbsent(text.substring(0, dash), name -> new ArrayList<>())
                        .add(Integer.valueOf(text.substring(dash + 1)));
            }
            assertThat(byThread).hasSize(threads);
            assertThat(byThread.values())
                    .allSatisfy(numbers ->
                            assertThat(numbers)
                                    .isEqualTo(IntStream.range(0, MANY).boxed().toList()));
        }
    }

    /** That a node which takes its time holds up nobody else; for deployments of several nodes. */
    final void seeAllButTheLastNodeServedWhileThatIsHeldUp() {
        lastNodeIsHeldUp = new CountDownLatch(1);

        publishMany(nodes.getFirst(), "quick");

        assertThat(textsUntilFence(heard.getFirst(), 1)).hasSize(MANY);
        lastNodeIsHeldUp.countDown();
        assertThat(textsUntilFence(heard.getLast(), 1)).hasSize(MANY);
    }

    private static void publishMany(Broker node, String name) {
        for (int i = 0; i < MANY; i++) {
            node.publish(tick(name + "-" + i));
        }
        node.publish(tick("fence"));
    }

    private static Envelope tick(String text) {
        return new Envelope.Delivery(APP, NEWS, Frame.ofText(text), null, 0);
    }

    private static List<String> textsUntilFence(Heard<Envelope> node, int fences) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < fences; i++) {
            node.until(envelope -> text(envelope).equals("fence"))
                    .forEach(envelope -> texts.add(text(envelope)));
        }
        return texts;
    }

    private static String text(Envelope envelope) {
        return ((Envelope.Delivery) envelope).frame().text();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
