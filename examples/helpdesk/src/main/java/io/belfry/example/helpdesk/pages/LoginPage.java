package io.belfry.example.helpdesk.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everybody begins. */
@Controller
class LoginPage {

    @GetMapping("/login")
    String show() {
        return "login";
    }
}
