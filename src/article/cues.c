#include "article/page.h"
#include "base/utf8.h"

#include <string.h>

/* How a cue is looked for in the folded line. */
enum {
    WHOLE = 1,  // the line is the cue, punctuation aside
    START = 2,  // the line begins with it, at a word's end
    INSIDE = 4, // anywhere, at word ends
    OPEN = 8,   // only in a line that does not end like a sentence
    LIST = 16,  // what follows it up to the next paragraph is a list of links
    COLON = 32  // only where a colon, a bar or the line's end comes behind it
};

typedef struct {
    const char *text;
    unsigned how, most_words;
} cue;

typedef struct {
    const char *why;
    const cue *cues;
    size_t n;
} cue_group;

static const cue reading[] = {
    {"read mode", WHOLE, 0},
    {"font size", INSIDE | OPEN, 6},
    {"text size", INSIDE | OPEN, 6},
    {"min read", INSIDE | OPEN, 8},
    {"mins read", INSIDE | OPEN, 8},
    {"minute read", INSIDE | OPEN, 8},
    {"minutes read", INSIDE | OPEN, 8},
    {"minutes to read", INSIDE | OPEN, 8},
    {"reading time", INSIDE | OPEN, 8},
    {"lesezeit", INSIDE | OPEN, 8},
    {"temps de lecture", INSIDE | OPEN, 8},
    {"min de lectura", INSIDE | OPEN, 8},
    {"minutos de lectura", INSIDE | OPEN, 8},
    {"tiempo de lectura", INSIDE | OPEN, 8},
    {"tempo di lettura", INSIDE | OPEN, 8},
    {"leestijd", INSIDE | OPEN, 8},
    {"listen", WHOLE, 0},
    {"listen to this", START | OPEN, 10},
    {"listen to article", START | OPEN, 10},
    {"artikel anhören", START | OPEN, 8},
    {"vorlesen", WHOLE, 0},
    {"écouter", WHOLE, 0},
    {"écouter l'article", START | OPEN, 8},
    {"escuchar", WHOLE, 0},
    {"escuchar el artículo", START | OPEN, 8},
    {"share", WHOLE, 0},
    {"share this", START | OPEN, 14},
    {"share on", START | OPEN, 10},
    {"share via", START | OPEN, 10},
    {"share article", START | OPEN, 10},
    {"share story", START | OPEN, 10},
    {"print", WHOLE, 0},
    {"print this", START | OPEN, 8},
    {"save", WHOLE, 0},
    {"save for later", WHOLE, 0},
    {"save article", WHOLE, 0},
    {"save this", START | OPEN, 6},
    {"bookmark", WHOLE, 0},
    {"email", WHOLE, 0},
    {"e-mail", WHOLE, 0},
    {"email this", START | OPEN, 8},
    {"copy link", START | OPEN, 6},
    {"link copied", START | OPEN, 6},
    {"gift this article", START | OPEN, 10},
    {"add to favorites", START | OPEN, 6},
    {"tweet", WHOLE, 0},
    {"facebook", WHOLE, 0},
    {"twitter", WHOLE, 0},
    {"whatsapp", WHOLE, 0},
    {"telegram", WHOLE, 0},
    {"linkedin", WHOLE, 0},
    {"pinterest", WHOLE, 0},
    {"reddit", WHOLE, 0},
    {"teilen", WHOLE, 0},
    {"artikel teilen", START | OPEN, 8},
    {"drucken", WHOLE, 0},
    {"merken", WHOLE, 0},
    {"partager", WHOLE, 0},
    {"partager l'article", START | OPEN, 8},
    {"partager sur", START | OPEN, 8},
    {"imprimer", WHOLE, 0},
    {"compartir", WHOLE, 0},
    {"compartir en", START | OPEN, 8},
    {"imprimir", WHOLE, 0},
    {"guardar", WHOLE, 0},
    {"condividi", WHOLE, 0},
    {"stampa", WHOLE, 0},
    {"delen", WHOLE, 0},
    {"increase text", START | OPEN, 6},
    {"resize text", START | OPEN, 6},
    {"larger smaller", START | OPEN, 6},
    {"play video", START | OPEN, 6},
    {"play audio", START | OPEN, 6},
    {"view gallery", START | OPEN, 8},
    {"open image", START | OPEN, 8},
    {"image", WHOLE, 0},
    {"close", WHOLE, 0},
    {"expand", WHOLE, 0},
    {"hide caption", INSIDE | OPEN, 4},
    {"toggle caption", INSIDE | OPEN, 4},
    {"enlarge this image", START | OPEN, 5},
};

static const cue advertising[] = {
    {"advertisement", WHOLE, 0},
    {"advertisement -", START | OPEN, 10},
    {"advertising", WHOLE, 0},
    {"ad", WHOLE, 0},
    {"ads", WHOLE, 0},
    {"sponsored", WHOLE, 0},
    {"sponsored content", START | OPEN, 8},
    {"paid content", WHOLE, 0},
    {"promoted", WHOLE, 0},
    {"article continues below", START, 8},
    {"story continues below", START, 8},
    {"continue reading below", START, 8},
    {"skip advertisement", START, 5},
    {"anzeige", WHOLE, 0},
    {"werbung", WHOLE, 0},
    {"publicité", WHOLE, 0},
    {"publicidad", WHOLE, 0},
    {"pubblicità", WHOLE, 0},
    {"publicidade", WHOLE, 0},
    {"advertentie", WHOLE, 0},
    {"la suite après la publicité", START, 12},
    {"реклама", WHOLE, 0},
};

static const cue letters[] = {
    {"sign up", START, 40},
    {"signup", START, 40},
    {"subscribe", START, 30},
    {"subscribe to", INSIDE | OPEN, 25},
    {"newsletter", INSIDE | OPEN, 20},
    {"newsletters", INSIDE | OPEN, 20},
    {"get the latest", START, 25},
    {"get our", START, 20},
    {"get breaking news", START, 25},
    {"get more", START | OPEN, 20},
    {"download our app", START, 25},
    {"download the app", START, 25},
    {"get the app", START, 25},
    {"tap here", START, 25},
    {"click here", START, 30},
    {"follow us", START, 30},
    {"follow @", START, 20},
    {"follow the", START | OPEN, 14},
    {"follow our", START | OPEN, 20},
    {"like us on", START, 25},
    {"find us on", START, 25},
    {"join us on", START, 25},
    {"join our", START | OPEN, 25},
    {"join the conversation", START, 25},
    {"join the", START | OPEN, 14},
    {"our daily email", INSIDE | OPEN, 25},
    {"delivered to your inbox", INSIDE, 40},
    {"in your inbox", INSIDE, 40},
    {"to your inbox", INSIDE, 40},
    {"your email address", INSIDE, 20},
    {"jetzt abonnieren", START, 25},
    {"abonnieren", WHOLE, 0},
    {"abonnieren sie", START, 30},
    {"newsletter abonnieren", INSIDE, 20},
    {"folgen sie uns", START, 25},
    {"melden sie sich", START | OPEN, 25},
    {"hier klicken", START, 15},
    {"klicken sie hier", START, 25},
    {"abonnez-vous", START, 30},
    {"s'abonner", START | OPEN, 10},
    {"inscrivez-vous", START, 30},
    {"suivez-nous", START, 25},
    {"cliquez ici", START, 25},
    {"suscríbete", START, 30},
    {"suscríbase", START, 30},
    {"síguenos", START, 25},
    {"regístrate", START, 25},
    {"haga clic aquí", START, 25},
    {"haz clic aquí", START, 25},
    {"iscriviti", START, 25},
    {"assine", START | OPEN, 12},
    {"schrijf je in", START, 25},
    {"stay informed", START | OPEN, 20},
    {"stay up to date", START | OPEN, 20},
    {"turn on notifications", START, 20},
    {"enable notifications", START, 20},
    {"add us as", START | OPEN, 15},
    {"whatsapp channel", INSIDE | OPEN, 20},
    {"telegram channel", INSIDE | OPEN, 12},
};

static const cue membership[] = {
    {"log in", WHOLE, 0},
    {"login", WHOLE, 0},
    {"sign in", WHOLE, 0},
    {"register", WHOLE, 0},
    {"log in to", START, 20},
    {"sign in to", START, 20},
    {"log in or", START, 20},
    {"register to", START | OPEN, 20},
    {"register now", START, 20},
    {"register for", START | OPEN, 20},
    {"create an account", START, 20},
    {"create a free account", INSIDE, 25},
    {"already have an account", INSIDE, 20},
    {"already a subscriber", INSIDE, 20},
    {"already a member", INSIDE, 20},
    {"you must be logged in", START, 20},
    {"you need to be logged in", START, 20},
    {"thank you for registering", START, 20},
    {"thank you for subscribing", START, 20},
    {"thank you for signing up", START, 20},
    {"thanks for signing up", START, 20},
    {"thanks for registering", START, 20},
    {"please refresh", START, 40},
    {"please log in", START, 30},
    {"please sign in", START, 30},
    {"please enable javascript", START, 30},
    {"please enter", START | OPEN, 20},
    {"please wait", START, 12},
    {"to continue reading", INSIDE, 30},
    {"to keep reading", INSIDE, 30},
    {"this article is for subscribers", START, 20},
    {"this content is for", START, 20},
    {"for subscribers only", INSIDE, 12},
    {"subscriber exclusive", INSIDE, 8},
    {"subscriber only", INSIDE, 8},
    {"start your free trial", INSIDE, 25},
    {"free trial", INSIDE | OPEN, 15},
    {"support our journalism", INSIDE, 40},
    {"support us", START | OPEN, 20},
    {"support independent journalism", INSIDE, 40},
    {"donate now", INSIDE, 20},
    {"make a donation", INSIDE | OPEN, 20},
    {"become a member", START, 20},
    {"my account", WHOLE, 0},
    {"anmelden", WHOLE, 0},
    {"jetzt registrieren", START, 20},
    {"jetzt anmelden", START, 20},
    {"um weiterzulesen", INSIDE, 25},
    {"se connecter", WHOLE, 0},
    {"connectez-vous", START, 25},
    {"créez un compte", START, 25},
    {"article réservé aux abonnés", START, 15},
    {"réservé aux abonnés", INSIDE, 10},
    {"iniciar sesión", WHOLE, 0},
    {"inicia sesión", START, 20},
    {"accede para", START, 20},
    {"nur für abonnenten", INSIDE, 12},
};

static const cue comments[] = {
    {"be the first to", START, 20},
    {"post a comment", START, 12},
    {"leave a comment", START, 12},
    {"leave a reply", START, 12},
    {"add a comment", START, 12},
    {"write a comment", START, 12},
    {"view comments", START, 8},
    {"show comments", START, 8},
    {"view all comments", START, 8},
    {"read comments", START, 8},
    {"comments are closed", INSIDE, 20},
    {"comments are moderated", INSIDE, 30},
    {"comment", WHOLE, 0},
    {"comments", WHOLE, 0},
    {"reply", WHOLE, 0},
    {"join the discussion", START, 20},
    {"join the debate", START, 30},
    {"have your say", START, 20},
    {"what do you think", START, 20},
    {"let us know in the comments", INSIDE, 30},
    {"tell us in the comments", INSIDE, 30},
    {"kommentare", WHOLE, 0},
    {"kommentar schreiben", START, 8},
    {"kommentieren", START | OPEN, 8},
    {"commentaires", WHOLE, 0},
    {"réagir", WHOLE, 0},
    {"laisser un commentaire", START, 10},
    {"comentarios", WHOLE, 0},
    {"deja un comentario", START, 10},
    {"dejar un comentario", START, 10},
    {"diskutieren sie mit", START, 15},
    {"letters to the editor", START | OPEN, 20},
    {"send us your", START | OPEN, 20},
    {"report abuse", WHOLE, 0},
};

static const cue related[] = {
    {"read more", START | COLON | LIST, 25},
    {"read more on", START | OPEN, 20},
    {"read more about", START | OPEN, 20},
    {"read also", START | LIST, 25},
    {"also read", START | LIST, 25},
    {"read next", START | LIST, 25},
    {"read this", START | COLON, 20},
    {"read:", START, 25},
    {"must read", START | COLON | LIST, 25},
    {"see also", START | COLON | LIST, 25},
    {"see more", START | OPEN, 12},
    {"related", START | COLON | LIST, 25},
    {"related articles", START | OPEN | LIST, 12},
    {"related stories", START | OPEN | LIST, 12},
    {"related news", START | OPEN | LIST, 12},
    {"related content", START | OPEN | LIST, 12},
    {"related topics", START | OPEN | LIST, 12},
    {"related coverage", START | OPEN | LIST, 12},
    {"related links", START | OPEN | LIST, 12},
    {"related posts", START | OPEN | LIST, 12},
    {"more from", START | OPEN | LIST, 12},
    {"more on this", START | OPEN | LIST, 14},
    {"more on", START | COLON | LIST, 14},
    {"more stories", START | OPEN | LIST, 12},
    {"more news", START | OPEN | LIST, 12},
    {"more:", START, 25},
    {"watch:", START, 25},
    {"watch", START | COLON, 25},
    {"video:", START, 25},
    {"gallery:", START, 25},
    {"photos:", START, 25},
    {"in pictures:", START, 25},
    {"in pictures", WHOLE, 0},
    {"podcast:", START, 25},
    {"opinion:", START | OPEN, 25},
    {"analysis:", START | OPEN, 25},
    {"explainer:", START | OPEN, 25},
    {"live:", START | OPEN, 25},
    {"live updates:", START | OPEN, 25},
    {"follow live", START | OPEN, 20},
    {"don't miss", START | OPEN | LIST, 25},
    {"you may also like", START | LIST, 12},
    {"you might also like", START | LIST, 12},
    {"you may be interested", START | LIST, 14},
    {"you might be interested", START | LIST, 14},
    {"what to read next", START | LIST, 8},
    {"recommended", WHOLE | LIST, 0},
    {"recommended for you", START | LIST, 8},
    {"recommended stories", START | LIST, 8},
    {"suggested", WHOLE | LIST, 0},
    {"editor's picks", START | LIST, 8},
    {"editors' picks", START | LIST, 8},
    {"top stories", START | OPEN | LIST, 8},
    {"latest news", START | OPEN | LIST, 8},
    {"latest stories", START | OPEN | LIST, 8},
    {"latest headlines", START | OPEN | LIST, 8},
    {"most read", START | OPEN | LIST, 12},
    {"most popular", START | OPEN | LIST, 8},
    {"most viewed", START | OPEN | LIST, 8},
    {"most shared", START | OPEN | LIST, 8},
    {"trending", START | OPEN | LIST, 8},
    {"trending", INSIDE | OPEN, 4},
    {"popular now", START | OPEN | LIST, 6},
    {"in case you missed it", START | OPEN | LIST, 20},
    {"lesen sie auch", START | LIST, 25},
    {"lesen sie mehr", START, 20},
    {"auch interessant", START | LIST, 25},
    {"mehr zum thema", START | LIST, 25},
    {"mehr dazu", START | COLON | LIST, 25},
    {"mehr lesen", START | OPEN, 20},
    {"meistgelesen", START | OPEN | LIST, 10},
    {"das könnte sie auch interessieren", START | LIST, 10},
    {"zum thema", WHOLE | LIST, 0},
    {"weitere artikel", START | OPEN | LIST, 10},
    {"lire aussi", START | LIST, 30},
    {"à lire aussi", START | LIST, 30},
    {"lire également", START | LIST, 30},
    {"à lire également", START | LIST, 30},
    {"à voir aussi", START | LIST, 30},
    {"sur le même sujet", START | LIST, 20},
    {"les plus lus", START | OPEN | LIST, 8},
    {"voir aussi", START | COLON | LIST, 25},
    {"lea también", START | LIST, 30},
    {"lee también", START | LIST, 30},
    {"leer también", START | LIST, 30},
    {"leer más", START | COLON, 25},
    {"te puede interesar", START | LIST, 25},
    {"le puede interesar", START | LIST, 25},
    {"más información", START | COLON | LIST, 20},
    {"lo más leído", START | OPEN | LIST, 8},
    {"lo más visto", START | OPEN | LIST, 8},
    {"noticias relacionadas", START | LIST, 10},
    {"ver también", START | COLON | LIST, 25},
    {"leggi anche", START | LIST, 25},
    {"leia também", START | LIST, 25},
    {"lees ook", START | LIST, 25},
    {"читайте также", START | LIST, 25},
};

static const cue privacy[] = {
    {"we use cookies", INSIDE, 80},
    {"uses cookies", INSIDE, 60},
    {"use of cookies", INSIDE, 60},
    {"store cookies", INSIDE, 60},
    {"accept cookies", INSIDE, 30},
    {"accept all", WHOLE, 0},
    {"reject all", WHOLE, 0},
    {"manage choices", START | OPEN, 8},
    {"cookie policy", INSIDE | OPEN, 20},
    {"cookie settings", INSIDE | OPEN, 10},
    {"cookie preferences", INSIDE | OPEN, 10},
    {"privacy policy", INSIDE, 40},
    {"privacy notice", INSIDE | OPEN, 30},
    {"terms of use", INSIDE | OPEN, 30},
    {"terms of service", INSIDE, 40},
    {"terms and conditions", INSIDE | OPEN, 20},
    {"your browser does not support", INSIDE, 30},
    {"update your browser", INSIDE, 30},
    {"this site is protected by recaptcha", START, 40},
    {"datenschutz", WHOLE, 0},
    {"datenschutzerklärung", INSIDE | OPEN, 20},
    {"impressum", WHOLE, 0},
    {"wir verwenden cookies", INSIDE, 60},
    {"verwendet cookies", INSIDE, 60},
    {"nous utilisons des cookies", INSIDE, 60},
    {"utilise des cookies", INSIDE, 60},
    {"politique de confidentialité", INSIDE | OPEN, 30},
    {"mentions légales", INSIDE | OPEN, 10},
    {"utilizamos cookies", INSIDE, 60},
    {"utiliza cookies", INSIDE, 60},
    {"política de privacidad", INSIDE | OPEN, 30},
    {"política de cookies", INSIDE | OPEN, 30},
    {"aviso legal", WHOLE, 0},
    {"utilizziamo i cookie", INSIDE, 60},
};

static const cue rights[] = {
    {"all rights reserved", INSIDE, 60},
    {"alle rechte vorbehalten", INSIDE, 60},
    {"tous droits réservés", INSIDE, 60},
    {"todos los derechos reservados", INSIDE, 60},
    {"tutti i diritti riservati", INSIDE, 60},
    {"todos os direitos reservados", INSIDE, 60},
    {"copyright ©", START, 40},
    {"copyright (c)", START, 40},
    {"copyright", START | OPEN, 14},
    {"©", START, 40},
    {"(c) 20", START, 30},
    {"not for redistribution", INSIDE, 40},
    {"may not be published, broadcast", INSIDE, 60},
    {"may not be reproduced", INSIDE, 60},
    {"syndicated feed", INSIDE, 60},
    {"this page was generated", START, 20},
    {"republished with permission", INSIDE, 30},
};

static const cue navigation[] = {
    {"home", WHOLE, 0},
    {"menu", WHOLE, 0},
    {"search", WHOLE, 0},
    {"skip to content", START, 5},
    {"skip to main content", START, 6},
    {"skip to", START | OPEN, 5},
    {"back to top", START, 5},
    {"back to", START | OPEN, 5},
    {"previous article", START | OPEN, 20},
    {"next article", START | OPEN, 20},
    {"previous", WHOLE, 0},
    {"next", WHOLE, 0},
    {"contact us", START | OPEN, 8},
    {"about us", START | OPEN, 8},
    {"toggle navigation", START, 4},
    {"load more", START | OPEN, 5},
    {"show more", START | OPEN, 5},
    {"view more", START | OPEN, 6},
    {"see all", START | OPEN, 6},
    {"view all", START | OPEN, 6},
    {"e-paper", WHOLE, 0},
    {"epaper", WHOLE, 0},
    {"tags", WHOLE, 0},
    {"tags:", START | OPEN, 40},
    {"tags", START | COLON, 30},
    {"topics:", START | OPEN, 30},
    {"topics", WHOLE, 0},
    {"filed under", START | OPEN, 20},
    {"keywords:", START | OPEN, 40},
    {"breadcrumb", WHOLE, 0},
    {"breaking news", WHOLE, 0},
    {"live", WHOLE, 0},
    {"send to a friend", START | OPEN, 8},
    {"video", WHOLE, 0},
    {"photos", WHOLE, 0},
    {"exclusive", WHOLE, 0},
    {"updated", WHOLE, 0},
    {"startseite", WHOLE, 0},
    {"suche", WHOLE, 0},
    {"accueil", WHOLE, 0},
    {"inicio", WHOLE, 0},
    {"schlagworte", START | COLON, 30},
    {"themen:", START | OPEN, 30},
    {"etiquetas", START | COLON, 30},
    {"mots-clés", START | COLON, 30},
};

static const cue to_reader[] = {
    {"thanks for reading", INSIDE, 16},
    {"thank you for reading", INSIDE, 16},
    {"thanks so much for reading", INSIDE, 16},
    {"thank you for following", INSIDE, 16},
    {"danke fürs lesen", INSIDE, 16},
    {"merci de nous avoir", INSIDE, 16},
    {"gracias por leer", INSIDE, 16},
    {"sie haben diesen monat", START, 20},
    {"abo testen", INSIDE, 20},
    {"this live page", START, 20},
    {"this live blog", START, 20},
    {"dieser liveticker", START, 20},
    {"ce direct est", START, 20},
    {"was this article helpful", START, 12},
    {"was this helpful", START, 10},
    {"war dieser artikel", START, 12},
    {"enjoyed this", START, 25},
    {"enjoying this", START, 25},
    {"like this?", START, 20},
    {"liked this", START, 20},
    {"how did you like", START, 12},
    {"wie finden sie diesen", START, 12},
    {"wie hat ihnen", START, 12},
    {"was meinen sie", START, 12},
    {"hat ihnen dieser", START, 12},
    {"qu'en pensez-vous", START, 12},
    {"que pensez-vous", START | OPEN, 12},
    {"cet article vous a", START, 12},
    {"¿qué opina", START, 12},
    {"¿qué le ha parecido", START, 12},
    {"report a", START | OPEN, 7},
    {"report an error", START, 8},
};

/* Of live pages, press releases, mail and wires. */
static const cue marks[] = {
    {"key events", WHOLE | LIST, 0},
    {"key moments", WHOLE | LIST, 0},
    {"key points", WHOLE, 0},
    {"at a glance", WHOLE, 0},
    {"summary", WHOLE, 0},
    {"as it happened", WHOLE, 0},
    {"latest updates", WHOLE, 0},
    {"live updates", WHOLE, 0},
    {"live blog", WHOLE, 0},
    {"liveblog", WHOLE, 0},
    {"liveticker", WHOLE, 0},
    {"en direct", WHOLE, 0},
    {"en directo", WHOLE, 0},
    {"for immediate release", START | OPEN, 8},
    {"press release", WHOLE, 0},
    {"pressemitteilung", WHOLE, 0},
    {"communiqué de presse", WHOLE, 0},
    {"nota de prensa", WHOLE, 0},
    {"more follows", WHOLE, 0},
    {"end of story", WHOLE, 0},
    {"forwarded message", WHOLE, 0},
    {"original message", WHOLE, 0},
    {"begin forwarded message", WHOLE, 0},
    {"weitergeleitete nachricht", WHOLE, 0},
    {"message transféré", WHOLE, 0},
    {"mensaje reenviado", WHOLE, 0},
    {"writethru", INSIDE | OPEN, 6},
    {"eds:", START, 40},
    {"eds note", START | OPEN, 40},
    {"(more)", WHOLE, 0},
    {"(ends)", WHOLE, 0},
    {"(end)", WHOLE, 0},
    {"ends", WHOLE, 0},
};

#define GROUP(why, cues)                      \
    {                                         \
        why, cues, sizeof cues / sizeof *cues \
    }
static const cue_group groups[] = {
    GROUP("share or reading control", reading),
    GROUP("advertising", advertising),
    GROUP("invitation to subscribe or follow", letters),
    GROUP("registration or payment notice", membership),
    GROUP("readers' comments", comments),
    GROUP("link to other articles", related),
    GROUP("notice about cookies or privacy", privacy),
    GROUP("copyright notice", rights),
    GROUP("site navigation", navigation),
    GROUP("words to the reader, no report", to_reader),
    GROUP("mark of a live page, a mail or a wire", marks),
};

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80');
}

static slice without_marks(slice folded)
{
    while (folded.len && strchr(" .:|!?>*-+\xc2\xbb", folded.ptr[folded.len - 1]))
        folded.len--;
    while (folded.len && strchr(" .:|!?<>*-+#", folded.ptr[0]))
        folded = slice_of(folded.ptr + 1, folded.len - 1);
    return folded;
}

/* Offset of `what` at word ends, or text.len. */
static size_t find_words(slice text, slice what)
{
    for (size_t at = 0; (at = slice_find(text, what, at)) < text.len; at++) {
        size_t end = at + what.len;
        bool left =
            at == 0 || !is_word_byte(text.ptr[at - 1]) || !is_word_byte(*what.ptr);
        bool right = end == text.len || !is_word_byte(text.ptr[end]) ||
                     !is_word_byte(what.ptr[what.len - 1]);
        if (left && right)
            return at;
    }
    return text.len;
}

static bool matches(const cue *c, slice folded, slice bare, const shape *s)
{
    if (c->most_words && s->words > c->most_words)
        return false;
    if ((c->how & OPEN) && s->ends_stop)
        return false;
    // Most cues fall out at their first letter
    bool first = (bare.len && bare.ptr[0] == c->text[0]) || folded.ptr[0] == c->text[0];
    if (!first && !(c->how & INSIDE))
        return false;
    slice what = slice_of_str(c->text);
    if (c->how & WHOLE)
        return slice_eq(bare, what);
    if (c->how & INSIDE)
        return find_words(folded, what) < folded.len;
    if (!slice_starts(bare, what))
        return slice_starts(folded, what) && !is_word_byte(what.ptr[0]);
    slice rest = slice_of(bare.ptr + what.len, bare.len - what.len);
    if (rest.len && is_word_byte(what.ptr[what.len - 1]) && is_word_byte(rest.ptr[0]))
        return false;
    if (!(c->how & COLON))
        return true;
    rest = slice_trim(rest);
    return rest.len == 0 || strchr(":|>-", rest.ptr[0]);
}

/* "12 comments", "1 of 4", "3 shares". */
static const char *counter(slice bare)
{
    size_t at = 0;
    while (at < bare.len && bare.ptr[at] >= '0' && bare.ptr[at] <= '9')
        at++;
    if (at == 0 || at > 6)
        return NULL;
    slice rest = slice_trim(slice_of(bare.ptr + at, bare.len - at));
    static const char *const things[] = {"comment",    "comments",    "kommentar",
                                         "kommentare", "commentaire", "commentaires",
                                         "comentario", "comentarios", "replies"};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (slice_eq_str(rest, things[i]))
            return "readers' comments";
    static const char *const shares[] = {"share", "shares", "likes", "views", "reads"};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (slice_eq_str(rest, shares[i]))
            return "share or reading control";
    static const char *const of[] = {"of ", "/", "von ", "sur ", "de ", "di "};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        slice word = slice_of_str(of[i]);
        if (!slice_starts(rest, word))
            continue;
        size_t n = word.len;
        while (n < rest.len &&
               (rest.ptr[n] == ' ' || (rest.ptr[n] >= '0' && rest.ptr[n] <= '9')))
            n++;
        if (n == rest.len && n > word.len)
            return "counter of a picture gallery";
    }
    return NULL;
}

/* "Facebook Twitter Email Copy link": every word is a button. */
static bool is_buttons(slice bare)
{
    static const char *const words[] = {
        "facebook", "twitter",  "x",         "email",     "e-mail",  "mail",
        "whatsapp", "telegram", "linkedin",  "pinterest", "reddit",  "copy",
        "link",     "share",    "print",     "save",      "tweet",   "messenger",
        "bluesky",  "threads",  "instagram", "teilen",    "drucken", "merken",
        "partager", "imprimer", "compartir", "imprimir",  "guardar", "comment"};
    slice word;
    unsigned n = 0;
    for (size_t at = 0; shape_next_word(bare, &at, &word); n++) {
        slice core = shape_core(word);
        bool known = core.len == 0;
        for (size_t i = 0; !known && i < sizeof words / sizeof *words; i++)
            known = slice_eq_str(core, words[i]);
        if (!known || n > 12)
            return false;
    }
    return n >= 2;
}

const char *cue_furniture(slice folded, const shape *s, bool *opens_list)
{
    *opens_list = false;
    if (folded.len == 0 || s->words > 80)
        return NULL;
    slice bare = without_marks(folded);
    const char *why = counter(bare);
    for (size_t g = 0; !why && g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < groups[g].n; i++)
            if (matches(&groups[g].cues[i], folded, bare, s)) {
                *opens_list = groups[g].cues[i].how & LIST && s->words <= 5;
                why = groups[g].why;
                break;
            }
    if (!why && is_buttons(bare))
        why = "share or reading control";
    if (!why && appeal_is(folded, s))
        why = "words to the reader, no report";
    return why;
}

bool cue_is_comments(slice folded)
{
    slice bare = without_marks(folded);
    static const char *const heads[] = {"comments",           "leave a reply",
                                        "leave a comment",    "post a comment",
                                        "kommentare",         "commentaires",
                                        "comentarios",        "readers' comments",
                                        "reader comments",    "join the discussion",
                                        "deja un comentario", "laisser un commentaire"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        slice head = slice_of_str(heads[i]);
        if (!slice_starts(bare, head))
            continue;
        slice rest = slice_trim(slice_of(bare.ptr + head.len, bare.len - head.len));
        if (rest.len == 0 || rest.ptr[0] == '(')
            return true;
    }
    const char *why = counter(bare);
    return why && strcmp(why, "readers' comments") == 0;
}
