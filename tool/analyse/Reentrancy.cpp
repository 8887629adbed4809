#include "analyse/Reentrancy.h"
#include "analyse/Place.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;
using namespace xfork;

static const llvm::StringMap<llvm::StringRef> Replacements = {
    {"rand", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"srand", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"random", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"drand48", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"lrand48", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"mrand48", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"srandom", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"initstate", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"setstate", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"srand48", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"seed48", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"lcong48", "a generator of <random> that is declared in the loop and seeded by the index"},
    {"strtok", "'strtok_r'"},
    {"localtime", "'localtime_r'"},
    {"gmtime", "'gmtime_r'"},
    {"ctime", "'ctime_r'"},
    {"asctime", "'asctime_r'"},
    {"strerror", "'strerror_r'"},
    {"readdir", "std::filesystem::directory_iterator"},
    {"getpwnam", "'getpwnam_r'"},
    {"getpwuid", "'getpwuid_r'"},
    {"getgrnam", "'getgrnam_r'"},
    {"getgrgid", "'getgrgid_r'"},
    {"gethostbyname", "'getaddrinfo'"},
    {"gethostbyaddr", "'getnameinfo'"},
    {"inet_ntoa", "'inet_ntop'"},
    {"setlocale", "a std::locale that is handed on"},
    {"tmpnam", "'mkstemp'"},
    {"setenv", "a variable of your own"},
    {"putenv", "a variable of your own"},
    {"lgamma", "'lgamma_r'"},
    {"ttyname", "'ttyname_r'"},
    {"unsetenv", "a variable of your own"},
    {"clearenv", "a variable of your own"},
    {"getpwent", "'getpwent_r'"},
    {"getgrent", "'getgrent_r'"},
    {"getspnam", "'getspnam_r'"},
    {"getlogin", "'getlogin_r'"},
    {"gethostent", "'gethostent_r'"},
    {"getservbyname", "'getaddrinfo'"},
    {"getservbyport", "'getnameinfo'"},
    {"getprotobyname", "'getprotobyname_r'"},
    {"getprotobynumber", "'getprotobynumber_r'"},
    {"getnetbyname", "'getnetbyname_r'"},
    {"ether_ntoa", "'ether_ntoa_r'"},
    {"ether_aton", "'ether_aton_r'"},
    {"ptsname", "'ptsname_r'"},
    {"getmntent", "'getmntent_r'"},
    {"crypt", "'crypt_r'"},
    {"ecvt", "'snprintf'"},
    {"fcvt", "'snprintf'"},
    {"l64a", "'snprintf'"},
    {"tempnam", "'mkstemp'"},
    {"mktemp", "'mkstemp'"},
    {"localeconv", "a std::locale that is handed on"},
    {"nl_langinfo", "'nl_langinfo_l'"},
    {"strsignal", "'sigdescr_np'"},
    {"hsearch", "'hsearch_r'"},
    {"hcreate", "'hcreate_r'"},
    {"getopt", "a loop of your own"},
    {"getopt_long", "a loop of your own"},
    {"getdate", "'getdate_r'"},
    {"random_shuffle", "'std::shuffle' with a generator that is declared in the loop"},
    {"lgammaf", "'lgammaf_r'"},
    {"gamma", "'lgamma_r'"},
    {"mblen", "'mbrlen'"},
    {"mbtowc", "'mbrtowc'"},
    {"wctomb", "'wcrtomb'"},
};

std::optional<llvm::StringRef> xfork::replacementFor(const FunctionDecl *F) {
  bool IsLibrary = F && F->getIdentifier() && !isa<CXXMethodDecl>(F) && (F->isExternC() || isStd(F));
  if (!IsLibrary)
    return std::nullopt;
  auto It = Replacements.find(F->getName());
  return It == Replacements.end() ? std::nullopt : std::optional(It->second);
}
