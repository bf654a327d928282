/** What people are told, and what is written in the feed of a course. */
@NullMarked
package io.belfry.example.school.news;

import org.jspecify.annotations.NullMarked;
