package io.belfry.broadcasting.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a method decides who may listen to the channels of a pattern; on a class, that its
 * method {@code join} does.
 *
 * <p>The method takes the user, if it wants to know, and then the placeholders in their order, of
 * any type that {@link Placeholders#get} knows. The user is a {@link ChannelUser} or the
 * application's own principal; somebody with a principal of another type is kept out. It answers
 * with a {@link Decision}, with {@code true} or {@code false}, or with what a presence channel
 * shows of the user; null and an empty map leave it to the next rule.
 *
 * <pre>{@code
 * @ChannelRule("tickets.{ticket}")
 * boolean mayRead(Account account, Ticket ticket) {
 *     return ticket.isReadableBy(account);
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ChannelRule {

    /** The pattern, without {@code private-}, {@code presence-} or {@code private-encrypted-}. */
    String value();

    /**
     * Those who are told different things, the one that may see least first; the method then
     * answers with {@link Decision#audience}. See {@link ChannelRules.Builder#channel(String, List,
     * Rule, String...)}.
     */
    String[] audiences() default {};

    /**
     * Who tells the user, by name, the first that knows one; the default one when this is empty.
     */
    String[] guards() default {};

    /**
     * Which of the rules of one class is asked first: the lowest. Among equal ones that is the one
     * of the class itself, then the one whose method comes first in the alphabet, as a class does
     * not tell in which order its methods stand, and then those that it inherits.
     */
    int order() default 0;
}
