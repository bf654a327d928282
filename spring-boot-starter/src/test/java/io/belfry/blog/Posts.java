package io.belfry.blog;

import org.springframework.data.jpa.repository.JpaRepository;

/** Spring Data's, over the same sessions. */
public interface Posts extends JpaRepository<Post, Long> {}
