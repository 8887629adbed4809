#include <vector>
inline void transform_into(std::vector<double> &work, const std::vector<double> &row) { for (std::size_t i = 0; i < row.size(); ++i) work[i] = 2 * row[i]; }
//--- body
std::vector<std::vector<double>> rows(8, std::vector<double>(4, 1.0));
