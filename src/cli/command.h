/* command: what a subcommand is, and what it is given. A command only translates: options into an
 * option struct of app, its result into a grid or a few lines. */
#pragma once

#include "app/app.h"

/* Exit codes of the program. */
typedef enum ZfExit {
    ZF_EXIT_DONE = 0,
    ZF_EXIT_FAILED = 1,
    ZF_EXIT_USAGE = 2,
    ZF_EXIT_FINDINGS = 3, /* done, with rows quarantined or duties unplanned */
} ZfExit;

/* Everything said before or behind the command's name that any command takes. */
typedef struct ZfSession {
    const char *folder; /* -C, default "." */
    const char *db;     /* --db, default FOLDER/zoufang.db; owned */
    ZfLang lang;
    char *campaign; /* --campaign, NULL = the only or the current one */
    int64_t plan;   /* --plan, 0 = the current one */
    bool quiet;
    bool verbose;
    bool json;
    ZfProgress progress;
    double cpu_at_start;
    double wall_at_start; /* g_get_monotonic_time in seconds */
} ZfSession;

typedef struct ZfCommand {
    const char *name;
    const char *arguments; /* "FILE…" */
    const char *summary;   /* one line, N_() */
    const char *help;      /* paragraphs for --help and the man page, N_() */
    const char *examples;  /* one a line, "command  # what it does"; N_() */
    /* options: the command's own, ended by {NULL}; may be NULL. */
    const GOptionEntry *(*options)(void);
    ZfExit (*run)(ZfSession *session, int argc, char **argv);
} ZfCommand;

/* All commands, in the order of the help; ended by a NULL name. */
extern const ZfCommand *const zf_commands[];

/* ---- for the commands ---- */

/* Opens the database of the session for reading or writing; prints the error itself. */
ZfApp *zf_session_open(ZfSession *session, bool write);

/* Prints "zoufang: message" to stderr; takes the error over. ret: ZF_EXIT_USAGE for
 * ZF_APP_ERROR_USAGE, 130 when it was interrupted, else ZF_EXIT_FAILED. */
ZfExit zf_session_fail(ZfSession *session, GError *error);
/* Prints the message and "see zoufang COMMAND --help"; returns ZF_EXIT_USAGE. */
ZfExit zf_session_usage(ZfSession *session, const char *command, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* A line on stderr, unless -q. */
void zf_session_note(ZfSession *session, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Prints findings on stderr: all with -v, else the first of each code with a count. */
void zf_session_findings(ZfSession *session, const ZfFindings *findings);

/* Writes a grid as --format or --json or the extension of -o says. */
ZfExit zf_session_grid(ZfSession *session, const ZfGrid *grid, const char *format,
                       const char *path);

/* Ends a command that has no list to show: with --json the answer goes to stdout, otherwise the
 * words to stderr. json: taken over. */
ZfExit zf_session_done(ZfSession *session, char *json, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* The same where one file was written. */
ZfExit zf_session_wrote(ZfSession *session, const char *path);

/* "yyyy-mm-dd" option; prints usage when wrong. */
bool zf_session_date(ZfSession *session, const char *option, const char *text, ZfDate *ret);

/* What planning may be asked for, as typed; texts may be NULL. */
typedef struct ZfPlanWords {
    const char *prefer;
    const char *weather;
    double seconds;
    int64_t iterations;
    int64_t seed;
    int threads;
} ZfPlanWords;
/* Puts them into a request; prints usage when one of them is wrong. */
bool zf_session_plan_words(ZfSession *session, const char *command, const ZfPlanWords *words,
                           ZfPlanRequest *request);

/* --limit and --weather of access (coverage, map). weather NULL leaves ret as it is; prints usage
 * when one of them is wrong. */
bool zf_session_access(ZfSession *session, const char *command, int limit, const char *weather,
                       ZfWeather *ret);

/* --for and --as-of, as several commands take them. NULL leaves ret as it is; print usage when
 * wrong. */
bool zf_session_audience(ZfSession *session, const char *command, const char *text,
                         ZfAudience *ret);
bool zf_session_as_of(ZfSession *session, const char *command, const char *text, ZfStamp *ret);
