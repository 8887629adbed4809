#include <vector>
struct Photo { int number; };
void create_thumbnail(const Photo &photo) { (void)photo; }
std::vector<unsigned> checksums_of(const std::vector<Photo> &photos) { return std::vector<unsigned>(photos.size()); }
//--- body
const std::vector<Photo> photos(20);
