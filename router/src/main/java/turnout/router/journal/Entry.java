package turnout.router.journal;

/** One record of the journal's files. */
sealed interface Entry permits Exemplar, ClusterCount, WrongAnswer {}
