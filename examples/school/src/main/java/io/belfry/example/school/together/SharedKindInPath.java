package io.belfry.example.school.together;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

import java.util.Locale;

/** Paths say {@code board}, as JSON does. */
@Component
class SharedKindInPath implements Converter<String, SharedKind> {

    @Override
    public SharedKind convert(String word) {
        return SharedKind.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
