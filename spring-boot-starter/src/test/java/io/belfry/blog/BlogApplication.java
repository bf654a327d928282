package io.belfry.blog;

import io.belfry.broadcasting.rule.Decision;
import io.belfry.spring.ChannelRulesCustomizer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import java.util.List;

/** As its developers write it. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class BlogApplication {
    @Bean
    ChannelRulesCustomizer rules() {
        return rules ->
                rules.channel(
                        "io.belfry.blog.Post.{post}",
                        List.of("reader", "editor"),
                        (user, at) -> Decision.audience("reader"));
    }
}
