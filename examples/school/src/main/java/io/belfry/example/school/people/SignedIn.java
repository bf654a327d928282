package io.belfry.example.school.people;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;

import java.util.Collection;

/** Somebody who has signed in; channel rules are asked about this. */
public record SignedIn(Person person, String password) implements UserDetails {

    /** The id, by which channels and notifications know people: logins are only for signing in. */
    @Override
    public String getUsername() {
        return Long.toString(person.id());
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return AuthorityUtils.createAuthorityList("ROLE_" + person.role());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return getUsername();
    }
}
