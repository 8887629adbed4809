#include <xfork/xfork.hpp>
#include <vector>
struct Photo { int number; };
std::vector<Photo> find_photos(int, int) { return std::vector<Photo>(20); }
void create_thumbnail(const Photo &photo) { (void)photo; }
std::vector<unsigned> checksums_of(const std::vector<Photo> &photos) { return std::vector<unsigned>(photos.size()); }
void write_index(int, const std::vector<Photo> &, const std::vector<unsigned> &) {}
//--- body
const int folder = 0, gallery = 1;
//--- block `const auto checksums`
const int gallery = 1;
const std::vector<Photo> photos(20);
