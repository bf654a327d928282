package io.belfry.example.helpdesk.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/**
 * Files whose names have a zero in them: Tomcat fails at them as soon as anybody asks for a
 * parameter, which filters do before any page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableNames extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidFileNameException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}
