package turnout.rollout.togglz;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.togglz.console.TogglzConsoleServlet;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.user.SimpleFeatureUser;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;

/**
 * Stands in front of Togglz's own servlet: who asks, from which page, with which values; and turns a refusal into a
 * page with its sentence.
 *
 * <p>Togglz's CSRF tokens are left off: they live in one JVM, belong to no session and stand in URLs. What protects a
 * write is the session's SameSite cookie and {@link SameOrigin}.
 */
final class ConsoleServlet extends HttpServlet {

    /**
     * Only what the console itself brings. Its one inline script, which hides the fields when "- none -" is chosen,
     * does not run; nor would any that a value smuggled in.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final long serialVersionUID = 1;
    private static final ScopedValue<String> ACTOR = ScopedValue.newInstance();

    /** Whether the actor may allow NATIVE again, and not only forbid it. */
    private static final ScopedValue<Boolean> MAY_ALLOW = ScopedValue.newInstance();

    private final transient FlagStore store;
    private final transient Supplier<Set<String>> held;
    private transient @Nullable Togglz togglz;

    ConsoleServlet(FlagStore store, Supplier<Set<String>> held) {
        this.store = store;
        this.held = held;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setCharacterEncoding("UTF-8");
        Principal user = request.getUserPrincipal();
        if (user == null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        boolean write = request.getMethod().equals("POST");
        if (write && !SameOrigin.holds(request)) {
            RefusalPage.write(response, HttpServletResponse.SC_FORBIDDEN, "This form was not sent from this console.");
            return;
        }
        try {
            if (write) {
                ConsoleForm.check(request);
            }
            ScopedValue.where(ACTOR, user.getName())
                    .where(MAY_ALLOW, request.isUserInRole(FlagConsole.ADMINISTRATOR))
                    .call(() -> {
                        togglz().answer(request, response);
                        return true;
                    });
        } catch (FlagRefused refused) {
            RefusalPage.write(response, refused);
        } catch (StateRefused refused) {
            RefusalPage.write(response, refused.refused());
        }
    }

    private synchronized Togglz togglz() throws IOException {
        if (togglz == null) {
            togglz = new Togglz(store, held, getServletConfig());
        }
        return togglz;
    }

    private static final class Togglz extends TogglzConsoleServlet {

        private static final long serialVersionUID = 1;

        Togglz(FlagStore store, Supplier<Set<String>> held, ServletConfig config) throws IOException {
            inOurClassLoader(() -> init(config));
            setValidateCSRFToken(false);
            featureManager = manager(store, held);
        }

        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            inOurClassLoader(() -> service(request, response));
        }

        /** Togglz finds services and pages through the thread's class loader, which need not know them. */
        private static void inOurClassLoader(Work work) throws IOException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(TogglzConsoleServlet.class.getClassLoader());
            try {
                work.run();
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static FeatureManager manager(FlagStore store, Supplier<Set<String>> held) {
            return FeatureManagerBuilder.begin()
                    .name("turnout")
                    .featureProvider(new FlagFeatures(store, held))
                    .stateRepository(new GuardedStates(store, ACTOR::get, MAY_ALLOW::get))
                    .activationStrategyProvider(() -> List.of(new TurnoutStrategy()))
                    .userProvider(() -> new SimpleFeatureUser(ACTOR.get(), true))
                    .build();
        }

        private interface Work {
            void run() throws IOException;
        }
    }
}
