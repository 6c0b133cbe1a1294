/* Behaviour of pages, found by data-loa-*; every page works without it. */
