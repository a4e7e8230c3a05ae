/* A disk that takes its time: what flushes waits first, as long as the file that SLUGGISH names says (milliseconds). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void wait_first(void) {
    const char *path = getenv("SLUGGISH");
    FILE *file = path ? fopen(path, "re") : NULL;
    long milliseconds = 0;
    if (!file) return;
    if (fscanf(file, "%ld", &milliseconds) != 1) milliseconds = 0;
    fclose(file);
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&pause, &pause) != 0) {}
}

#define SLUGGISH_(name)                                         \
    int name(int fd) {                                          \
        int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, #name); \
        wait_first();                                           \
        return real(fd);                                        \
    }

SLUGGISH_(fsync)
SLUGGISH_(fdatasync)
